import type { Locator, Page } from "@playwright/test";
import { p95 } from "../figures";

/** Milliseconds from a key to the picture that shows it, not exceeded by 95 of 100. */
export async function measureKeys(page: Page, field: Locator): Promise<number> {
  await field.focus();
  await page.evaluate(startListening);
  await page.keyboard.type("lifted by the crane at noon and again", { delay: 60 });
  await page.waitForTimeout(200);
  const times = await page.evaluate(stopListening);
  return p95(times);
}

/** In the page: a picture is made right after the animation frame that follows a key. */
function startListening(): void {
  const times: number[] = [];
  const listen = (event: KeyboardEvent) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - event.timeStamp);
      port2.postMessage(null);
    });
  window.addEventListener("keydown", listen, { capture: true });
  Object.assign(window, { benchTimes: times, benchStop: () => window.removeEventListener("keydown", listen, { capture: true }) });
}

function stopListening(): number[] {
  Reflect.get(window, "benchStop")();
  return Reflect.get(window, "benchTimes");
}
