/** The part of a page that is in sight: less of it while a keyboard stands over it. */
export interface View extends EventTarget {
  readonly offsetTop: number;
  readonly height: number;
  readonly scale: number;
}

/** Less than any keyboard, pixels. */
const LEAST = 60;

/**
 * Keeps the end of the chat window that a composer stands in above the keyboard of a touch screen, which lies over the page
 * in most browsers: tells the window how much of it is covered. Zoomed in, the person decides what is in sight.
 */
export function keepInView(composer: HTMLElement, view: View | null = window.visualViewport): () => void {
  const measure = (): void => {
    const around = windowAround(composer);
    if (!around || !view) return;
    const writing = composer.matches(':focus-within');
    const covered = around.getBoundingClientRect().bottom - (view.offsetTop + view.height);
    if (writing && covered > LEAST && Math.abs(view.scale - 1) < 0.05)
      around.style.setProperty('--_covered', `${Math.round(covered)}px`);
    else around.style.removeProperty('--_covered');
  };
  const later = (): unknown => requestAnimationFrame(measure);
  view?.addEventListener('resize', measure);
  view?.addEventListener('scroll', measure);
  composer.addEventListener('focusin', later);
  composer.addEventListener('focusout', later);
  measure();
  return () => {
    view?.removeEventListener('resize', measure);
    view?.removeEventListener('scroll', measure);
    composer.removeEventListener('focusin', later);
    composer.removeEventListener('focusout', later);
    windowAround(composer)?.style.removeProperty('--_covered');
  };
}

function windowAround(composer: HTMLElement): HTMLElement | undefined {
  const root = composer.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : composer.closest('im-chat-window');
  return host instanceof HTMLElement && host.localName.endsWith('-chat-window') ? host : undefined;
}
