// Solves the page's puzzle while somebody fills it in, says that they have begun, and how high the page is.
(function () {
  "use strict";
  var form = document.querySelector("form[data-nonce]"), shown = document.querySelector("[data-id]");
  var parentOf = window.parent !== window ? window.parent : null;
  function tell() {
    if (!parentOf || !shown) return;
    var height = document.documentElement.offsetHeight;
    parentOf.postMessage({ zhike: shown.dataset.id, height: height, done: !form }, "*");
  }
  if (window.ResizeObserver) new ResizeObserver(tell).observe(document.body);
  tell();
  if (!form) return;

  // SHA-256 (FIPS 180-4) of a text of one block; its first word is all that is needed. Pages without HTTPS have no
  // crypto.subtle, and a call of it for each try would take longer than the hash.
  var K = [], H = [];
  for (var n = 2; K.length < 64; n++) {
    var prime = true;
    for (var d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    if (H.length < 8) H.push((Math.sqrt(n) % 1 * 4294967296) | 0);
    K.push((Math.cbrt(n) % 1 * 4294967296) | 0);
  }
  var w = new Int32Array(64);
  function first(text) {
    var i, length = text.length;
    for (i = 0; i < 16; i++) w[i] = 0;
    for (i = 0; i < length; i++) w[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
    w[length >> 2] |= 128 << (24 - (length & 3) * 8);
    w[15] = length * 8;
    for (i = 16; i < 64; i++) {
      var x = w[i - 15], y = w[i - 2];
      w[i] = (w[i - 16] + w[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) +
        ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10)) | 0;
    }
    var a = H[0], b = H[1], c = H[2], e = H[3], f = H[4], g = H[5], h = H[6], k = H[7];
    for (i = 0; i < 64; i++) {
      var t1 = (k + ((f >>> 6 | f << 26) ^ (f >>> 11 | f << 21) ^ (f >>> 25 | f << 7)) + (f & g ^ ~f & h) + K[i] + w[i]) | 0;
      var t2 = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0;
      k = h; h = g; g = f; f = (e + t1) | 0; e = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    return (H[0] + a) >>> 0;
  }

  var proof = form.elements.proof, bits = +form.dataset.bits, nonce = form.dataset.nonce;
  var at = 0, wanted = false, begun = false;
  function work() {
    for (var i = 0; i < 4000; i++, at++) {
      if (first(nonce + ":" + at) >>> (32 - bits) === 0) {
        proof.value = at;
        if (wanted) form.submit();
        return;
      }
    }
    setTimeout(work, 0);
  }
  function begin(event) {
    if (begun) return;
    begun = true;
    if (!proof.value) work();
    if ("begun" in form.dataset) return; // counted when the page was opened first
    if (event && navigator.sendBeacon) navigator.sendBeacon("/f/" + form.dataset.id + "/started", form.elements.ticket.value);
  }
  form.addEventListener("focusin", begin);
  form.addEventListener("input", begin);
  form.addEventListener("submit", function (event) {
    if (wanted) return event.preventDefault();
    if (!form.checkValidity()) {
      event.preventDefault();
      form.reportValidity();
      return;
    }
    wanted = true;
    form.querySelector("button").disabled = true;
    form.querySelector(".busy").hidden = false;
    if (proof.value) return;
    event.preventDefault();
    begin();
  });
  addEventListener("pageshow", function () {
    wanted = false;
    form.querySelector("button").disabled = false;
    form.querySelector(".busy").hidden = true;
  });
  var wrong = form.querySelector("[aria-invalid]");
  if (wrong) wrong.focus();
})();
