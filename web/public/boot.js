// Asks for what every page needs while the application itself is still on its way; `lib/http.ts` takes the answer.
(() => {
  if (location.pathname === "/sign-in") return;
  let language = navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
  try {
    language = JSON.parse(localStorage.getItem("zhike.language")) || language;
  } catch {
    // as the browser says
  }
  const path = "/api/v1/meta";
  const headers = { Accept: "application/json", "Accept-Language": language };
  const answer = fetch(path, { headers, credentials: "same-origin" });
  answer.catch(() => undefined); // whoever takes it hears of it
  globalThis.zhikeEarly = { language, answers: { [path]: answer } };
})();
