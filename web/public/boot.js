// Runs while the application itself is still on its way.
(() => {
  // Light or dark from the first paint on: set later, all that is drawn by then would be styled again.
  let scheme = "auto";
  try {
    scheme = localStorage.getItem("mantine-color-scheme-value") ?? scheme;
  } catch {
    // as the system says
  }
  if (scheme === "auto") scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);

  // Asks for what the page needs first; `lib/http.ts` takes the answers.
  if (location.pathname === "/sign-in") return;
  let language = navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
  try {
    language = JSON.parse(localStorage.getItem("zhike.language")) || language;
  } catch {
    // as the browser says
  }
  const headers = { Accept: "application/json", "Accept-Language": language };
  const answers = {};
  const ask = (path) => {
    answers[path] = fetch(path, { headers, credentials: "same-origin" });
    answers[path].catch(() => undefined); // whoever takes it hears of it
  };
  ask("/api/v1/meta");
  const list = /^\/(?!import$|settings$|duplicates$|quality$|analysis$|suggestions$)(\w+)$/.exec(location.pathname);
  if (list && !location.search) ask(`/api/v1/${list[1]}?columns=%40list&limit=50&page=1`);
  globalThis.zhikeEarly = { language, answers };
})();
