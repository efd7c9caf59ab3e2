"use strict";
// Filters and sorts the references. Without it the page shows them all, in the
// paper's order.
(function () {
  var form = document.getElementById("tools");
  var show = document.getElementById("show"), sort = document.getElementById("sort");
  var find = document.getElementById("find"), open = document.getElementById("open");
  var count = document.getElementById("count");
  var refs = Array.from(document.querySelectorAll("article.ref")).map(function (el, i) {
    return {
      el: el, place: i, list: el.parentNode, rank: Number(el.dataset.rank), health: el.dataset.health,
      host: el.dataset.host, text: el.textContent.toLowerCase(),
      cell: document.querySelector('.strip a[href="#' + el.id + '"]'),
    };
  });
  var fits = {
    all: function () { return true; },
    mend: function (r) { return r.rank === 0; },
    look: function (r) { return r.rank === 1; },
    findings: function (r) { return r.rank < 3; },
    dead: function (r) { return r.health === "dead"; },
    unsure: function (r) { return r.health === "unsure"; },
    alive: function (r) { return r.health === "alive"; },
    none: function (r) { return r.health === "none"; },
  };
  var worst = { dead: 0, unsure: 1, alive: 2, none: 3 };
  var orders = {
    paper: function () { return 0; },
    severity: function (a, b) { return a.rank - b.rank; },
    health: function (a, b) { return worst[a.health] - worst[b.health]; },
    host: function (a, b) { return a.host < b.host ? -1 : a.host > b.host ? 1 : 0; },
  };

  function update() {
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    refs.forEach(function (r) {
      var fit = fits[show.value](r) && words.every(function (w) { return r.text.includes(w); });
      r.el.hidden = !fit;
      if (r.cell) r.cell.classList.toggle("off", !fit);
      if (fit) shown++;
    });
    count.textContent = shown === refs.length ? "All " + refs.length + " references are shown." : shown + " of " + refs.length + " references are shown.";
  }

  function arrange() {
    var order = orders[sort.value];
    refs.slice().sort(function (a, b) { return order(a, b) || a.place - b.place; }).forEach(function (r) { r.list.appendChild(r.el); });
  }

  show.addEventListener("change", update);
  find.addEventListener("input", update);
  sort.addEventListener("change", arrange);
  open.addEventListener("change", function () {
    document.querySelectorAll("article.ref details").forEach(function (d) { d.open = open.checked; });
  });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  // A link to a reference that is filtered away shows it.
  window.addEventListener("hashchange", function () {
    var el = document.getElementById(location.hash.slice(1));
    if (el && el.hidden) {
      show.value = "all";
      find.value = "";
      update();
      el.scrollIntoView();
    }
  });
  form.hidden = false;
  update();
})();
