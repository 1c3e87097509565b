import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/message/index.js';
import { type ImViewer, openViewer } from '../../components/viewer/index.js';
import { held, REST, swipeOf, zoomed } from '../../components/viewer/zoom.js';
import { type FileRef, ImError, type Message } from '../../core/index.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { DIRECT, run, TestClient } from './helpers/client.js';
import { clean, frames, place, until, wait } from './helpers/page.js';

const file = (seq: number): FileRef => ({ id: `f${seq}`, name: `${seq}.png`, bytes: 10, mime: 'image/png' });
const picture = (wide = 400, high = 300): Promise<Blob> => {
  const canvas = document.createElement('canvas');
  canvas.width = wide;
  canvas.height = high;
  canvas.getContext('2d')?.fillRect(0, 0, wide, high);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob as Blob)));
};

/** A conversation of pictures; `byKind` answers pages of four from it, newest first. */
async function world(count = 10) {
  const test = new TestClient();
  test.blob = await picture();
  const all = run(DIRECT, count, (seq) => ({ content: { kind: 'image', file: file(seq), width: 400, height: 300 } }));
  test.fill(DIRECT, all);
  const asked: (string | undefined)[] = [];
  Object.assign(test.messages, {
    byKind: async (_: string, __: unknown, before?: string) => {
      asked.push(before);
      await wait(1);
      const end = before ? all.findIndex(({ id }) => id === before) : all.length;
      const from = Math.max(0, end - 4);
      return { items: all.slice(from, end).reverse(), hasOlder: from > 0 };
    },
  });
  return { test, all, asked };
}

let closed: Promise<void> | undefined;
async function open(test: TestClient, message: Message, size?: Parameters<typeof place>[1]) {
  const box = place(
    html`<im-message tabindex="0" .client=${test.client} .messageId=${message.id} .first=${true} .last=${true}></im-message>`,
    size,
  );
  const row = box.querySelector('im-message') as HTMLElement;
  row.focus();
  closed = openViewer(
    test.client,
    { what: 'image', messageId: message.id, file: (message.content as { file: FileRef }).file },
    row,
  );
  const viewer = await until(() => box.querySelector('im-viewer'), 'the viewer');
  const root = viewer.shadowRoot as ShadowRoot;
  await until(() => root.querySelector('dialog')?.open, 'the dialog');
  await wait(30);
  return { box, row, viewer, root };
}
const shown = (root: ShadowRoot) => until(() => root.querySelector('img.picture:not(.late)'), 'the picture');
const key = (root: ShadowRoot, name: string): void => {
  (root.activeElement ?? root.querySelector('dialog'))?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
  );
};
const at = (viewer: ImViewer): string | undefined => viewer.messageId;

describe('media viewer', () => {
  afterEach(async () => {
    for (const viewer of document.querySelectorAll('im-viewer')) viewer.close();
    clean();
    await closed;
  });

  it('shows the picture, its sender and its place among the others, from both ends', async () => {
    const { test, all } = await world();
    const { viewer, root } = await open(test, all[4] as Message);
    await shown(root);
    await until(
      () =>
        root.querySelector('.place')?.textContent === '5 / 9' ||
        root.querySelector('.place')?.textContent?.endsWith('10'),
      'its place',
    );
    expect(root.querySelector('.sender')?.textContent).to.equal('Ann Lee');
    expect(root.querySelector('.name')?.textContent).to.equal('5.png');
    key(root, 'ArrowRight');
    await frames();
    expect(at(viewer)).to.equal('m6');
    key(root, 'End');
    await frames();
    expect(at(viewer)).to.equal('m10');
    expect((root.querySelector('.next') as HTMLButtonElement).disabled).to.equal(true);
    for (let turn = 0; turn < 12; turn++) {
      key(root, 'ArrowLeft');
      await wait(8);
    }
    expect(at(viewer)).to.equal('m1');
    await until(() => root.querySelector('.place')?.textContent === '1 / 10', 'all of them');
  });

  it('opens with the focus on the way out, not on what cannot be done', async () => {
    const { test, all } = await world();
    const { root } = await open(test, all[4] as Message);
    expect(root.activeElement?.getAttribute('aria-label')).to.equal('Close');
  });

  it('closes by Escape and gives the focus back to the row', async () => {
    const { test, all } = await world();
    const { row, viewer } = await open(test, all[4] as Message);
    viewer.close();
    await closed;
    expect(document.querySelector('im-viewer')).to.equal(null);
    expect(document.activeElement).to.equal(row);
  });

  it('zooms by keys, wheel, buttons and a double click, and pans while it is large', async () => {
    const { test, all } = await world();
    const { root } = await open(test, all[4] as Message);
    const image = (await shown(root)) as HTMLElement;
    const percent = (): string => root.querySelector('.percent')?.textContent ?? '';
    expect(percent()).to.equal('100%');
    key(root, '+');
    await frames();
    expect(percent()).to.equal('150%');
    expect(image.style.transform).to.contain('scale(1.5)');
    const stage = root.querySelector('.stage') as HTMLElement;
    stage.dispatchEvent(
      new WheelEvent('wheel', { deltaY: -400, bubbles: true, cancelable: true, clientX: 300, clientY: 300 }),
    );
    await frames();
    expect(Number.parseInt(percent(), 10)).to.be.greaterThan(200);
    const before = image.style.transform;
    for (let turn = 0; turn < 4; turn++) key(root, '+');
    key(root, 'ArrowRight');
    expect(image.style.transform).not.to.equal(before);
    key(root, '0');
    await frames();
    expect(image.style.transform).to.equal('none');
    stage.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, clientX: 300, clientY: 300 }));
    await frames();
    expect(percent()).to.equal('250%');
    root.querySelector<HTMLElement>('[aria-label="Zoom out"]')?.click();
    await frames();
    expect(Number.parseInt(percent(), 10)).to.be.lessThan(250);
  });

  it('goes on by a swipe, the other way where text runs right to left, and closes by one downwards', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { test, all } = await world();
      const { viewer, root } = await open(test, all[4] as Message, { dir });
      await shown(root);
      await until(() => root.querySelector('.next:not(:disabled)'), 'the next one');
      const stage = root.querySelector('.stage') as HTMLElement;
      const swipe = (x: number, y: number): void => {
        const touch = (type: string, clientX: number, clientY: number) =>
          stage.dispatchEvent(
            new PointerEvent(type, {
              pointerId: 5,
              pointerType: 'touch',
              bubbles: true,
              clientX,
              clientY,
              isPrimary: true,
            }),
          );
        touch('pointerdown', 300, 200);
        touch('pointermove', 300 + x, 200 + y);
        touch('pointerup', 300 + x, 200 + y);
      };
      swipe(-150, 4);
      await frames();
      expect(at(viewer), dir).to.equal(dir === 'ltr' ? 'm6' : 'm4');
      swipe(3, 160);
      await closed;
      expect(document.querySelector('im-viewer')).to.equal(null);
      clean();
    }
  });

  it('says that it loads, that it failed, and tries again', async () => {
    const { test, all } = await world();
    test.fails = new ImError('timeout');
    const { root } = await open(test, all[4] as Message);
    await until(() => root.querySelector('[role=alert]'), 'the failure');
    test.fails = undefined;
    root.querySelector<HTMLElement>('.text-button')?.click();
    await until(() => root.querySelector('.wait, .picture'), 'the wait');
    await shown(root);
  });

  it('hides a picture that is recalled while it is looked at', async () => {
    const { test, all } = await world();
    const { root } = await open(test, all[4] as Message);
    await shown(root);
    test.patch('m5', { content: { kind: 'recalled' }, recalled: { at: 1, by: 'ann' } });
    await until(() => root.querySelector('.words'), 'the words');
    expect(root.querySelector('img')).to.equal(null);
  });

  it('shows a file that is one of several in its message alone', async () => {
    const { test, all, asked } = await world();
    const box = place(html`<button>open</button>`);
    const host = box.querySelector('button') as HTMLElement;
    closed = openViewer(test.client, { what: 'image', messageId: (all[4] as Message).id, file: file(99) }, host);
    const viewer = await until(() => box.querySelector('im-viewer'), 'the viewer');
    await until(() => viewer.shadowRoot?.querySelector('img.picture'), 'the picture');
    expect(asked).to.deep.equal([]);
    expect(viewer.shadowRoot?.querySelector('.side')).to.equal(null);
  });

  it('asks before it saves', async () => {
    const { test, all } = await world();
    const { root, viewer } = await open(test, all[4] as Message);
    const asked: unknown[] = [];
    viewer.addEventListener('im-download-request', (event) => {
      event.preventDefault();
      asked.push((event as CustomEvent).detail.file.name);
    });
    root.querySelector<HTMLElement>('[aria-label=Download]')?.click();
    expect(asked).to.deep.equal(['5.png']);
  });

  it('has no faults, and every word in the language of the page', async () => {
    const { test, all } = await world();
    registerPseudo();
    for (const lang of ['en', PSEUDO]) {
      const { root, viewer } = await open(test, all[4] as Message, { lang });
      await shown(root);
      expect(await faults(viewer)).to.deep.equal([]);
      if (lang === PSEUDO) {
        await until(() => root.querySelector('[aria-label^="⟦"]'), 'the language');
        const own = untranslated(viewer).filter((words) => words !== '5.png');
        expect(own).to.deep.equal([]);
      }
      viewer.close();
      await closed;
      clean();
    }
  });
});

describe('a picture in its stage', () => {
  const photo = { width: 800, height: 600 };
  const stage = { width: 800, height: 800 };

  it('never leaves it', () => {
    expect(held({ scale: 1, x: 90, y: 90 }, photo, stage)).to.deep.equal({ scale: 1, x: 0, y: 0 });
    expect(held({ scale: 2, x: 9000, y: -9000 }, photo, stage)).to.deep.equal({ scale: 2, x: 400, y: -200 });
  });

  it('keeps the point under the finger, between once and eight times', () => {
    const pose = zoomed(REST, 2, { x: 100, y: 50 }, photo, { width: 400, height: 300 });
    expect(pose).to.deep.equal({ scale: 2, x: -100, y: -50 });
    expect(zoomed(pose, 100, { x: 0, y: 0 }, photo, stage).scale).to.equal(8);
    expect(zoomed(pose, 0.01, { x: 0, y: 0 }, photo, stage)).to.deep.equal(REST);
  });

  it('knows a swipe from a slip', () => {
    expect(swipeOf({ x: -40, y: 2 }, 50)).to.equal('left');
    expect(swipeOf({ x: 40, y: 2 }, 1000)).to.equal(undefined);
    expect(swipeOf({ x: 100, y: 2 }, 1000)).to.equal('right');
    expect(swipeOf({ x: 10, y: 120 }, 300)).to.equal('down');
    expect(swipeOf({ x: 90, y: 100 }, 100)).to.equal(undefined);
  });
});
