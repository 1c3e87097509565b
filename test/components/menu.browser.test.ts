import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/menu/index.js';
import type { ImMenu, MenuItem } from '../../components/menu/index.js';
import { faults } from './helpers/check.js';
import { click, hands, press } from './helpers/hands.js';
import { clean, place, wait } from './helpers/page.js';

interface Made {
  readonly menu: ImMenu;
  readonly button: HTMLButtonElement;
  readonly chosen: string[];
  items(): HTMLElement[];
  readonly focused: string | undefined;
  readonly rect: DOMRect;
}

async function make(size?: Parameters<typeof place>[1], labels = ['Pin', 'Copy', 'Recall', 'Remove']): Promise<Made> {
  const chosen: string[] = [];
  const items: MenuItem[] = labels.map((label) => ({
    id: label,
    label,
    danger: label === 'Remove',
    act: () => chosen.push(label),
  }));
  const box = place(html`<button>Actions</button><im-menu label="Actions" .items=${items}></im-menu>`, size);
  const menu = box.querySelector('im-menu') as ImMenu;
  await menu.updateComplete;
  const root = menu.shadowRoot as ShadowRoot;
  return {
    menu,
    button: box.querySelector('button') as HTMLButtonElement,
    chosen,
    items: () => [...root.querySelectorAll<HTMLElement>('.item')],
    get focused() {
      return root.activeElement?.textContent?.trim();
    },
    get rect() {
      return root.querySelector('.menu')!.getBoundingClientRect();
    },
  };
}

describe('menu', () => {
  afterEach(clean);

  it('opens with its first action focused; arrows go round, letters find, Enter chooses, the focus returns', async function () {
    await hands(this);
    const made = await make();
    const heard: string[] = [];
    const hear = (event: KeyboardEvent): unknown => heard.push(event.key);
    document.addEventListener('keydown', hear);
    made.button.focus();
    await made.menu.show(made.button);
    expect(made.focused).to.equal('Pin');
    for (const [key, now] of [
      ['ArrowUp', 'Remove'],
      ['ArrowDown', 'Pin'],
      ['End', 'Remove'],
      ['Home', 'Pin'],
      ['r', 'Recall'],
      ['r', 'Remove'],
      ['c', 'Copy'],
      ['x', 'Copy'],
    ] as const) {
      await press(key);
      expect(made.focused, key).to.equal(now);
    }
    await press('Enter');
    document.removeEventListener('keydown', hear);
    expect(made.chosen).to.deep.equal(['Copy']);
    expect(made.menu.open).to.equal(false);
    expect(document.activeElement).to.equal(made.button);
    expect(heard, 'no key of the menu reaches the page').to.deep.equal([]);
  });

  for (const key of ['Escape', 'Tab'])
    it(`closes by ${key} and gives the focus back`, async function () {
      await hands(this);
      const made = await make();
      made.button.focus();
      await made.menu.show({ x: 10, y: 10 }, made.button);
      await press(key);
      expect(made.menu.open).to.equal(false);
      expect(document.activeElement).to.equal(made.button);
      expect(made.chosen).to.deep.equal([]);
    });

  it('closes when something else is pressed or focused, and leaves the focus there', async function () {
    await hands(this);
    const made = await make();
    const other = document.createElement('button');
    other.textContent = 'Other';
    other.style.cssText = 'position: fixed; inset-block-end: 0; inset-inline-end: 0';
    made.button.parentElement?.append(other);
    await made.menu.show(made.button);
    await click(other);
    expect(made.menu.open).to.equal(false);
    await made.menu.show(made.button);
    other.focus();
    expect(made.menu.open).to.equal(false);
    expect(document.activeElement).to.equal(other);
  });

  it('stays inside the viewport wherever it opens', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const made = await make({ dir });
      for (const [x, y] of [
        [0, 0],
        [innerWidth, innerHeight],
        [innerWidth, 0],
        [0, innerHeight],
      ] as const) {
        await made.menu.show({ x, y });
        const { left, top, right, bottom } = made.rect;
        // Half a pixel for the rounding of fractions.
        expect(left).to.be.at.least(7.5);
        expect(top).to.be.at.least(7.5);
        expect(right).to.be.at.most(innerWidth - 7.5);
        expect(bottom).to.be.at.most(innerHeight - 7.5);
      }
      clean();
    }
  });

  it('is as wide as its words beside a button at the edge of the page', async () => {
    const words = 'A good many words for one thing to do';
    for (const dir of ['ltr', 'rtl']) {
      const made = await make({ dir, width: innerWidth - 16 }, [words]);
      const { style } = made.button.parentElement!;
      style.display = 'block';
      style.paddingInlineStart = `${innerWidth - 120}px`;
      await made.menu.show(made.button);
      const [item] = made.items();
      const here = item?.offsetHeight;
      expect(made.rect.right).to.be.at.most(innerWidth - 7.5);
      expect(made.rect.left).to.be.at.least(7.5);
      made.menu.hide();
      await made.menu.show({ x: 8, y: 8 });
      expect(here, dir).to.equal(item?.offsetHeight);
      clean();
    }
  });

  it('scrolls where it is higher than the viewport', async () => {
    const made = await make(
      undefined,
      Array.from({ length: 60 }, (_, at) => `Action ${at}`),
    );
    await made.menu.show({ x: 20, y: 20 });
    expect(made.rect.height).to.be.at.most(innerHeight - 16);
  });

  it('with nothing to do does not open, and closes with its element', async () => {
    const made = await make();
    made.menu.items = [];
    await made.menu.show(made.button);
    expect(made.menu.open).to.equal(false);
    const next = await make();
    await next.menu.show(next.button);
    next.menu.remove();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(next.menu.open).to.equal(false);
  });

  for (const scheme of ['light', 'dark'])
    it(`has no fault that axe finds: ${scheme}`, async () => {
      const made = await make();
      made.button.parentElement!.style.colorScheme = scheme;
      await made.menu.show(made.button);
      await wait(200);
      expect(await faults(made.menu)).to.deep.equal([]);
    });
});
