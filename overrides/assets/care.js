/* 村鉴: 关怀模式 before the page is drawn, so that nothing jumps. Remembered where storage is allowed. */
(function () {
  "use strict";
  var root = document.documentElement, key = "cunjian-care";

  function stored() { try { return window.localStorage.getItem(key) === "1"; } catch (refused) { return false; } }
  function store(on) {
    try { if (on) { window.localStorage.setItem(key, "1"); } else { window.localStorage.removeItem(key); } }
    catch (refused) { /* it holds for this page then */ }
  }
  function wear(on) { if (on) { root.setAttribute("data-cj-care", ""); } else { root.removeAttribute("data-cj-care"); } }

  wear(stored());
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-cj-care]:not(html)");
    if (!button) { return; }
    function tell(on) { button.setAttribute("aria-pressed", on ? "true" : "false"); }
    button.hidden = false;
    tell(root.hasAttribute("data-cj-care"));
    button.addEventListener("click", function () {
      var on = !root.hasAttribute("data-cj-care");
      wear(on);
      store(on);
      tell(on);
    });
  });
})();
