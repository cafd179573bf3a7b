/* 村鉴: ticks for lessons that are done, kept on this device where it allows that; nothing is sent anywhere. */
(function () {
  "use strict";
  var done = {};

  function load(key) {
    try { return (window.localStorage.getItem(key) || "").split(","); } catch (e) { return []; }
  }
  function keep(key, all) {
    try { window.localStorage.setItem(key, all.join(",")); } catch (e) { /* the tick lasts as long as the page */ }
  }

  Array.prototype.forEach.call(document.querySelectorAll(".cj-tick"), function (place) {
    var key = "cunjian-course:" + place.getAttribute("data-course");
    var lesson = place.getAttribute("data-lesson");
    done[key] = done[key] || load(key);
    var label = document.createElement("label");
    var box = document.createElement("input");
    box.type = "checkbox";
    box.checked = done[key].indexOf(lesson) >= 0;
    label.appendChild(box);
    label.appendChild(document.createTextNode(place.textContent));
    place.textContent = "";
    place.appendChild(label);
    place.className += " cj-live";
    box.addEventListener("change", function () {
      done[key] = load(key).filter(function (other) { return other && other !== lesson; });
      if (box.checked) { done[key].push(lesson); }
      keep(key, done[key]);
    });
  });
})();
