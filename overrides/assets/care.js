/* 村鉴: the button of 关怀模式. What was chosen is put on in the head of every page (main.html), before it is drawn. */
(function () {
  "use strict";
  var root = document.documentElement, button = document.querySelector("[data-cj-care]:not(html)");
  if (!button) { return; }

  function store(on) {
    try { if (on) { window.localStorage.setItem("cunjian-care", "1"); } else { window.localStorage.removeItem("cunjian-care"); } }
    catch (refused) { /* it holds for this page then */ }
  }
  function tell(on) { button.setAttribute("aria-pressed", on ? "true" : "false"); }

  button.hidden = false;
  tell(root.hasAttribute("data-cj-care"));
  button.addEventListener("click", function () {
    var on = !root.hasAttribute("data-cj-care");
    if (on) { root.setAttribute("data-cj-care", ""); } else { root.removeAttribute("data-cj-care"); }
    store(on);
    tell(on);
  });
})();
