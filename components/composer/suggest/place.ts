const EDGE = 8;
const GAP = 6;
const TALLEST = 280;

/** Above the field where there is room, else below; as wide as it. */
export function placeList(list: HTMLElement, composer: HTMLElement): void {
  const near = (composer.shadowRoot?.querySelector('.field') ?? composer).getBoundingClientRect();
  const above = near.top - GAP - EDGE;
  const below = innerHeight - near.bottom - GAP - EDGE;
  const up = above >= 120 || above >= below;
  const { style } = list;
  const width = Math.min(near.width, 480, innerWidth - 2 * EDGE);
  const rtl = getComputedStyle(composer).direction === 'rtl';
  const left = rtl ? near.right - width : near.left;
  style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  style.width = `${width}px`;
  style.maxHeight = `${Math.max(80, Math.min(TALLEST, up ? above : below))}px`;
  style.top = up ? 'auto' : `${near.bottom + GAP}px`;
  style.bottom = up ? `${innerHeight - near.top + GAP}px` : 'auto';
}
