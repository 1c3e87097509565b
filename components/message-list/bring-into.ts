/** Room that the day chip takes at the top, pixels. */
export const CHIP = 48;

/** Scrolls an element to the top or the middle of the view while it is `wanted`; again while rows on the way take their real size. */
export async function bringInto(
  scrollerOf: () => HTMLElement | null,
  find: () => Element | null | undefined,
  where: 'top' | 'middle',
  wanted: () => boolean,
): Promise<void> {
  for (let tries = 0; tries < 4 && wanted(); tries++) {
    const scroller = scrollerOf();
    const element = find();
    if (!scroller || !element) return;
    const box = element.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    const goal = view.top + (where === 'top' ? CHIP : Math.max(CHIP, (view.height - box.height) / 2));
    const before = scroller.scrollTop;
    scroller.scrollTop += box.top - goal;
    if (tries > 0 && Math.abs(scroller.scrollTop - before) < 1) return;
    await new Promise(requestAnimationFrame);
  }
}
