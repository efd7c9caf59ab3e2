# One static binary, the certificates that it needs, and a user without rights:
#
#   docker build -t citecheck .
#   docker run --rm -v "$PWD:/papers" -v citecheck:/data citecheck paper.md
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /rootfs/usr/bin/citecheck . \
 && mkdir -p /rootfs/data /rootfs/tmp /rootfs/papers /rootfs/etc/ssl/certs \
 && chmod 1777 /rootfs/tmp \
 && cp /etc/ssl/certs/ca-certificates.crt /rootfs/etc/ssl/certs/

FROM scratch
COPY --from=build --chown=65532:65532 /rootfs/ /
ENV XDG_DATA_HOME=/data XDG_CACHE_HOME=/data/cache PATH=/usr/bin
USER 65532:65532
VOLUME /data
WORKDIR /papers
ENTRYPOINT ["/usr/bin/citecheck"]
