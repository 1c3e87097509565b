import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import type { OpenRequest } from '../../components/content/index.js';
import { isLargeEmoji } from '../../components/content/text.js';
import { type Content, linkify } from '../../core/index.js';
import { all, hit, XSS } from './helpers/check.js';
import { DIRECT, GROUP, messageAt, PIXEL, run, TestClient } from './helpers/client.js';
import { clean, frames, placeList, until, wait } from './helpers/page.js';

describe('content', () => {
  afterEach(clean);

  it('finds links and nothing but safe ones', () => {
    const links = (text: string) =>
      linkify(text)
        .filter(({ url }) => url)
        .map(({ text: words, url }) => [words, url]);
    expect(links('see https://a.example/x?y=1. And (www.b.example)!')).to.deep.equal([
      ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
      ['www.b.example', 'https://www.b.example/'],
    ]);
    expect(links('https://en.example/wiki/A_(b) ann@mail.example.com')).to.deep.equal([
      ['https://en.example/wiki/A_(b)', 'https://en.example/wiki/A_(b)'],
      ['ann@mail.example.com', 'mailto:ann@mail.example.com'],
    ]);
    expect(links('javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd //evil')).to.deep.equal([]);
    expect(links('看https://a.example/页面。好')[0]?.[0]).to.contain('https://a.example/');
    for (const text of ['a https://x.example b', 'no link', '', 'https://', 'www.'])
      expect(
        linkify(text)
          .map((piece) => piece.text)
          .join(''),
      ).to.equal(text);
  });

  it('tells one to three emoji from words', () => {
    for (const text of ['👍', '🎉 🎉', '👨‍👩‍👧‍👦❤️🇩🇪', '1️⃣']) expect(isLargeEmoji(text), text).to.equal(true);
    for (const text of ['👍👍👍👍', 'ok 👍', '1', '#', '', '©', 'a']) expect(isLargeEmoji(text), text).to.equal(false);
  });

  it('links with rel and target, and asks before opening', async () => {
    const test = new TestClient().fill(DIRECT, [
      messageAt(DIRECT, 1, 1, { content: { kind: 'text', text: 'see https://a.example/ now' } }),
    ]);
    const placed = await placeList(test, DIRECT);
    const link = placed.row('m1').shadowRoot?.querySelector('a') as HTMLAnchorElement;
    expect([link.rel, link.target, link.href]).to.deep.equal([
      'noopener noreferrer nofollow',
      '_blank',
      'https://a.example/',
    ]);
    let asked: OpenRequest | undefined;
    placed.list.addEventListener('im-open-request', (event) => {
      asked = (event as CustomEvent<OpenRequest>).detail;
      event.preventDefault();
    });
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).to.equal(true);
    expect(asked).to.deep.equal({ what: 'link', messageId: 'm1', url: 'https://a.example/' });
  });

  it('shows who is named by the name of today, with links around, and asks before opening', async () => {
    const text = 'hi @Ann, see https://a.example/ and @Bob or @all';
    const marks = [
      { at: 3, length: 4, user: 'ann' },
      { at: 36, length: 4, user: 'nobody-known' },
      { at: 44, length: 4, user: '*' },
    ];
    const test = new TestClient().fill(DIRECT, [
      messageAt(DIRECT, 1, 2, { content: { kind: 'text', text, marks } }),
      // Left behind by an edit.
      messageAt(DIRECT, 2, 2, {
        content: { kind: 'text', text: 'no names', marks: [{ at: 1, length: 3, user: 'ann' }] },
      }),
    ]);
    const placed = await placeList(test, DIRECT);
    const named = (id: string): HTMLElement[] => [
      ...(placed.row(id).shadowRoot?.querySelectorAll<HTMLElement>('[part=mention]') ?? []),
    ];
    expect(named('m1').map((one) => one.textContent)).to.deep.equal(['@Ann Lee', '@Bob', '@all']);
    expect(placed.row('m1').shadowRoot?.querySelector('a')?.textContent).to.equal('https://a.example/');
    expect(named('m2')).to.have.length(0);
    test.store.commit('remote', (writer) => writer.put('user', 'ann', { id: 'ann', name: 'Ann Smith' }));
    await until(() => named('m1')[0]?.textContent === '@Ann Smith', 'the new name');
    const asked: OpenRequest[] = [];
    placed.list.addEventListener('im-open-request', (event) => asked.push((event as CustomEvent<OpenRequest>).detail));
    for (const one of named('m1')) one.click();
    expect(asked).to.deep.equal([
      { what: 'contact', messageId: 'm1', userId: 'ann' },
      { what: 'contact', messageId: 'm1', userId: 'nobody-known' },
    ]);
  });

  it('folds a long text and unfolds it', async () => {
    const text = Array.from({ length: 60 }, (_, at) => `line ${at}`).join('\n');
    const test = new TestClient().fill(DIRECT, [messageAt(DIRECT, 1, 1, { content: { kind: 'text', text } })]);
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m1');
    const folded = row.offsetHeight;
    const button = () => row.shadowRoot?.querySelector<HTMLButtonElement>('.fold');
    expect(button()?.textContent).to.equal('Show more');
    button()?.click();
    await frames(2);
    expect(row.offsetHeight).to.be.greaterThan(folded * 1.5);
    expect(button()?.textContent).to.equal('Show less');
    expect(row.shadowRoot?.textContent).to.contain('line 59');
  });

  it('wraps a word without end', async () => {
    const test = new TestClient().fill(DIRECT, [
      messageAt(DIRECT, 1, 1, { content: { kind: 'text', text: 'x'.repeat(900) } }),
    ]);
    const placed = await placeList(test, DIRECT, { width: 320 });
    expect(placed.scroller.scrollWidth).to.equal(placed.scroller.clientWidth);
  });

  it('keeps the place of an image before it has come, and lets go of its address', async () => {
    const file = { id: 'f', name: 'a.png', bytes: 9, mime: 'image/png' };
    const test = new TestClient();
    test.blob = await (await fetch(PIXEL)).blob();
    test.fill(DIRECT, [messageAt(DIRECT, 1, 1, { content: { kind: 'image', file, width: 1600, height: 900 } })]);
    const revoked: string[] = [];
    const own = URL.revokeObjectURL;
    URL.revokeObjectURL = (url) => {
      revoked.push(url);
      own.call(URL, url);
    };
    try {
      const placed = await placeList(test, DIRECT);
      const view = placed.row('m1').shadowRoot?.querySelector('im-image-content') as HTMLElement;
      const before = view.getBoundingClientRect();
      expect(before.width / before.height).to.be.closeTo(16 / 9, 0.02);
      const picture = await until(
        () => view.shadowRoot?.querySelector<HTMLImageElement>('.picture:not(.late)'),
        'the picture',
      );
      expect(picture.src).to.match(/^blob:/);
      expect(view.getBoundingClientRect().height).to.equal(before.height);
      const src = picture.src;
      clean();
      await wait(10);
      expect(revoked).to.include(src);
    } finally {
      URL.revokeObjectURL = own;
    }
  });

  it('says when an image cannot be had, and tries again', async () => {
    const { ImError } = await import('../../core/index.js');
    const file = { id: 'f', name: 'a.png', bytes: 9, mime: 'image/png' };
    const test = new TestClient().fill(DIRECT, [messageAt(DIRECT, 1, 1, { content: { kind: 'image', file } })]);
    test.fails = new ImError('not-found');
    const placed = await placeList(test, DIRECT);
    const view = placed.row('m1').shadowRoot?.querySelector('im-image-content');
    const failed = await until(() => view?.shadowRoot?.querySelector('.failed'), 'the failure');
    expect(failed.textContent).to.contain('The photo could not be loaded');
    test.fails = undefined;
    failed.querySelector('button')?.click();
    await until(() => view?.shadowRoot?.querySelector('.picture:not(.late)'), 'the picture');
  });

  it('shows markup in every field as text: no element is made of it, no script runs', async () => {
    const kinds = (bad: string): Content[] => [
      { kind: 'text', text: bad },
      { kind: 'image', file: { id: bad, name: bad, bytes: 1, mime: bad }, thumbnail: bad },
      { kind: 'file', file: { id: bad, name: bad, bytes: 1, mime: bad } },
      { kind: 'notice', event: 'joined', actors: [bad], params: { actor: bad } },
      { kind: 'recalled' },
      { kind: 'custom', type: bad, data: bad, fallback: bad },
      { kind: 'unknown', wireKind: bad, fallback: bad },
    ];
    const test = new TestClient();
    const contents = XSS.flatMap(kinds);
    test.store.commit('local', (writer) => {
      for (const bad of XSS) writer.put('user', bad, { id: bad, name: bad, avatar: bad });
    });
    test.fill(
      GROUP,
      contents.map((content, at) => {
        const bad = XSS[Math.floor(at / 7)] as string;
        return messageAt(GROUP, at + 1, contents.length, {
          content,
          own: false,
          senderId: bad,
          sender: { name: bad },
          recalled: { at: 0, by: bad },
        });
      }),
      200,
    );
    test.store.commit('local', (writer) => writer.patch('conversation', GROUP, { title: XSS[1] as string }));
    const placed = await placeList(test, GROUP, { height: 4000 });
    await wait(50);
    expect(placed.rows().length).to.equal(contents.length);
    expect(hit()).to.equal(undefined);
    const allowed = /^(im-[a-z-]+|div|span|button|time|svg|path|circle|line|rect|g|a|img|bdi|slot|i|strong|polyline)$/;
    for (const element of all(placed.list.shadowRoot as ShadowRoot)) {
      if (element.localName !== 'style') expect(element.localName).to.match(allowed);
      for (const { name, value } of element.attributes) {
        expect(name, element.localName).not.to.match(/^on/);
        if (name === 'href') expect(value).to.match(/^(https?|mailto):/);
        if (name === 'src') expect(value).to.match(/^(blob:|https?:|data:image\/)/);
      }
    }
    const texts = placed.rows().map((row) => row.shadowRoot?.querySelector('.bubble .text')?.textContent ?? '');
    for (const bad of XSS)
      expect(
        texts.some((text) => text.includes(bad)),
        bad,
      ).to.equal(true);
  });

  it('warns of files that run, and shows names without marks that turn them round', async () => {
    const file = { id: 'f', name: 'photo\u202Egpj.exe', bytes: 2000, mime: 'image/png' };
    const test = new TestClient().fill(DIRECT, [
      messageAt(DIRECT, 1, 1, { own: false, senderId: 'ann', content: { kind: 'file', file } }),
    ]);
    const placed = await placeList(test, DIRECT);
    const card = placed.row('m1').shadowRoot?.querySelector('im-file-content');
    const view = await until(() => card?.shadowRoot?.querySelector('.card') && card.shadowRoot, 'the card');
    expect(view?.querySelector('.warning')?.textContent).to.contain('can harm');
    expect(view?.querySelector('.name')?.textContent).to.equal('photogpj.exe');
    expect(view?.querySelector('.card .sr')?.textContent).to.equal('File photogpj.exe, 2 kB');
  });

  it('takes names in notices from people, and knows what it does not know', async () => {
    const notice = (event: string): Content => ({ kind: 'notice', event, actors: ['ann', 'bob'] });
    const test = new TestClient().fill(
      GROUP,
      run(GROUP, 2, (seq) => ({ content: notice(seq === 1 ? 'invited' : 'never-heard-of') })),
    );
    const placed = await placeList(test, GROUP);
    const line = (id: string) =>
      placed
        .row(id)
        .shadowRoot?.querySelector('.line')
        ?.textContent?.replace(/[\u2068\u2069]/g, '');
    expect(line('m1')).to.equal('Ann Lee added Bob Okoro');
    expect(line('m2')).to.equal('Something changed in this conversation');
  });
});
