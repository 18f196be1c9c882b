/* Zhike: behaviour events of this site's visitors. First-party, no cookies.
   <script async src="https://crm.example.com/t.js" data-site="1-2-abc" data-consent="wait"></script>
   zhike.track("add_to_cart", {price: 12}, "SKU-7"); zhike.consent(true); zhike.identify(token) */
(function (w, d) {
  "use strict";
  var me = d.currentScript, n = w.navigator, asked = w.zhike && w.zhike.q;
  if (!me || (w.zhike && w.zhike.track)) return;
  var site = me.getAttribute("data-site"), to = new URL(me.src).origin + "/t/" + site;
  var refused = n.doNotTrack === "1" || w.doNotTrack === "1" || n.globalPrivacyControl === true;
  var P = "zhike." + site + ".", MOST = 200, BATCH = 20, timer, held = {};

  function get(k) { try { return w.localStorage.getItem(P + k); } catch (e) { return held[k] || null; } }
  function put(k, v) {
    held[k] = v;
    try { if (v === null) w.localStorage.removeItem(P + k); else w.localStorage.setItem(P + k, v); } catch (e) { /* held */ }
  }
  function random() {
    var b = w.crypto.getRandomValues(new Uint8Array(18)), s = "";
    for (var i = 0; i < b.length; i++) s += String.fromCharCode(b[i]);
    return btoa(s).replace(/\+/g, "-").replace(/\//g, "_");
  }
  function queue() { try { return JSON.parse(get("queue") || "[]"); } catch (e) { return []; } }
  function agreed() {
    if (refused) return false;
    var said = get("consent");
    return said === "yes" || (said === null && me.getAttribute("data-consent") !== "wait");
  }
  function visitor(anew) {
    var v = get("visitor");
    if (!v || anew) put("visitor", (v = random()));
    return v;
  }
  function body(events, token) {
    var b = { visitor: visitor(), sent_at: new Date().toISOString(), consent: get("consent") === "yes", events: events };
    if (token) b.identity = token;
    return JSON.stringify(b);
  }
  function without(sent) {
    var ids = {};
    sent.forEach(function (e) { ids[e.id] = 1; });
    put("queue", JSON.stringify(queue().filter(function (e) { return !ids[e.id]; })));
  }
  function post(events, token) {
    return w.fetch(to, {
      method: "POST", body: body(events, token), keepalive: true, mode: "cors", credentials: "omit",
      headers: { "Content-Type": "text/plain" }
    });
  }
  var busy = false;
  function flush() {
    timer = 0;
    if (!agreed() || busy || n.onLine === false) return;
    var some = queue().slice(0, BATCH), token = get("token");
    if (!some.length && !token) return;
    busy = true;
    post(some, token).then(function (r) {
      busy = false;
      if (r.status === 409 && token) { visitor(true); return soon(); }
      if (r.status === 429 || r.status >= 500) return later();
      if (token && r.status !== 204) put("token", null);
      if (r.status !== 422) without(some);
      if (queue().length) soon();
    }, function () { busy = false; later(); });
  }
  function soon() { if (!timer) timer = w.setTimeout(flush, 1000); }
  function later() { if (!timer) timer = w.setTimeout(flush, 30000); }
  function leave() {
    if (!agreed() || busy || n.onLine === false || !n.sendBeacon) return;
    var some = queue().slice(0, BATCH);
    if (some.length && n.sendBeacon(to, new Blob([body(some)], { type: "text/plain" }))) without(some);
  }
  function track(kind, properties, on) {
    if (!agreed()) return;
    var e = { id: random(), kind: kind, at: new Date().toISOString(), on: String(on || w.location.origin + w.location.pathname).slice(0, 2000) };
    if (properties) e.properties = properties;
    put("queue", JSON.stringify(queue().concat([e]).slice(-MOST)));
    soon();
  }
  function page() { track("page_view", { title: d.title.slice(0, 200), referrer: d.referrer.split(/[?#]/)[0].slice(0, 500) }); }
  function consent(yes) {
    var was = agreed();
    put("consent", yes ? "yes" : "no");
    if (!yes) ["queue", "visitor", "token"].forEach(function (k) { put(k, null); });
    else if (!was) page();
  }
  function identify(token) { if (agreed()) { put("token", String(token)); soon(); } }

  w.zhike = { track: track, consent: consent, identify: identify };
  w.addEventListener("online", flush);
  w.addEventListener("pagehide", leave);
  d.addEventListener("visibilitychange", function () { if (d.visibilityState === "hidden") leave(); });
  if (agreed()) page();
  (asked || []).forEach(function (a) { w.zhike[a[0]].apply(null, a.slice(1)); });
})(window, document);
