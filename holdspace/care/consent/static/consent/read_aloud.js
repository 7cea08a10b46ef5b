// Reads the line in hand aloud where the browser can speak; without script the button stays hidden.

const speech = window.speechSynthesis;

/** @param {HTMLElement} button */
function readAloud(button) {
  if (speech.speaking) {
    speech.cancel();
    return;
  }
  const text = button.closest(".line")?.querySelector("[data-read]")?.textContent ?? "";
  const spoken = new SpeechSynthesisUtterance(text.trim().replace(/\s+/g, " "));
  spoken.lang = document.documentElement.lang;
  spoken.rate = 0.9;
  speech.speak(spoken);
}

if (speech) {
  for (const button of document.querySelectorAll("[data-read-aloud]")) {
    if (!(button instanceof HTMLElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => readAloud(button));
  }
  window.addEventListener("pagehide", () => speech.cancel());
}
