import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { makeVideo } from '../../components/content/kinds/video-meta.js';
import type { Content } from '../../core/index.js';
import { gifAddress, POSTER } from '../../demo/lib/media.js';
import { TestClient } from './helpers/client.js';
import { asked, inside, show } from './helpers/kinds.js';
import { clean, until } from './helpers/page.js';

const film: Content = {
  kind: 'video',
  file: { id: 'f', name: 'tour\u202E4pm.webm', bytes: 1_200_000, mime: 'video/webm' },
  width: 1600,
  height: 900,
  seconds: 65,
  poster: POSTER,
};
const ball: Content = {
  kind: 'gif',
  file: { id: 'g', name: 'g.gif', bytes: 9, mime: 'image/gif' },
  width: 480,
  height: 360,
};

/** A second of film, drawn here; nothing where the browser cannot record one. */
async function shot(): Promise<File | undefined> {
  const canvas = document.createElement('canvas');
  canvas.width = 64;
  canvas.height = 48;
  const pen = canvas.getContext('2d');
  if (!pen || typeof MediaRecorder !== 'function' || !MediaRecorder.isTypeSupported('video/webm')) return undefined;
  const draw = setInterval(() => {
    pen.fillStyle = `hsl(${performance.now() % 360} 80% 50%)`;
    pen.fillRect(0, 0, 64, 48);
  }, 30);
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  recorder.start();
  await new Promise((resolve) => setTimeout(resolve, 700));
  recorder.stop();
  await ended;
  clearInterval(draw);
  return new File(parts, 'shot.webm', { type: 'video/webm' });
}

describe('films', () => {
  afterEach(clean);

  it('keep their place, say what they are, and are not fetched before somebody wants them', async () => {
    const test = new TestClient();
    let fetched = 0;
    const own = test.media.url;
    Object.assign(test.media, {
      url: (): ReturnType<typeof own> => {
        fetched += 1;
        return own();
      },
    });
    const shown = await show([film, { ...film, width: 900, height: 1600 }], {}, undefined, test);
    const view = await shown.view<HTMLElement>(1, 'im-video-content');
    const { width, height } = view.getBoundingClientRect();
    expect(width / height).to.be.closeTo(16 / 9, 0.02);
    expect(inside(view, '.chip').textContent).to.equal('1:05 · 1.2 MB');
    expect(inside(view, '.fill').getAttribute('aria-label')).to.equal('Play the video tour4pm.webm, 1:05, 1.2 MB');
    const upright = await shown.view<HTMLElement>(2, 'im-video-content');
    expect(upright.offsetHeight).to.be.at.most(360);
    expect(fetched).to.equal(0);
  });

  it('play in their place with the controls of the browser', async function () {
    const file = await shot();
    if (!file) return this.skip();
    const test = new TestClient();
    test.blob = file;
    const shown = await show([film], {}, undefined, test);
    const view = await shown.view<HTMLElement>(1, 'im-video-content');
    const before = view.getBoundingClientRect().height;
    inside<HTMLElement>(view, '.fill').click();
    const player = await until(() => view.shadowRoot?.querySelector('video'), 'the player');
    expect(['controls', 'playsinline'].map((name) => player.hasAttribute(name))).to.deep.equal([true, true]);
    await until(() => player.videoWidth === 64, 'the film');
    expect(view.getBoundingClientRect().height).to.equal(before);
    return undefined;
  });

  it('that cannot be had say so, and can be tried again or saved', async () => {
    const { ImError } = await import('../../core/index.js');
    const test = new TestClient();
    const shown = await show([film], {}, undefined, test);
    test.fails = new ImError('not-found');
    const view = await shown.view<HTMLElement>(1, 'im-video-content');
    inside<HTMLElement>(view, '.fill').click();
    const failed = await until(() => view.shadowRoot?.querySelector('.failed'), 'the failure');
    expect(failed.textContent).to.contain('cannot be played here');
    expect([...failed.querySelectorAll('button')].map((one) => one.textContent)).to.deep.equal([
      'Try again',
      'Download',
    ]);
  });

  it('ask the page to show them large', async () => {
    const shown = await show([film]);
    const requests = asked(shown.list, true);
    inside<HTMLElement>(await shown.view(1, 'im-video-content'), '.large').click();
    expect(requests).to.deep.equal([{ what: 'video', messageId: 'm1', file: (film as { file: unknown }).file }]);
  });

  it('show the way of their upload, and can be stopped', async () => {
    const shown = await show([film], { own: true, senderId: 'me', delivery: { state: 'uploading' } });
    const view = await shown.view<HTMLElement>(1, 'im-video-content');
    expect(view.shadowRoot?.querySelector('.large')).to.equal(null);
    inside<HTMLElement>(view, '.stop').click();
    expect(shown.test.called('cancel')).to.deep.equal([['m1']]);
  });

  it('are measured before they are sent', async function () {
    this.timeout(20_000);
    const file = await shot();
    if (!file) return this.skip();
    const content = await makeVideo(file);
    expect([content.width, content.height, content.file.name]).to.deep.equal([64, 48, 'shot.webm']);
    expect(content.poster).to.match(/^data:image\/jpeg;base64,/);
    expect(content.poster?.length).to.be.at.most(10_000);
    const none = await makeVideo(new File(['no film'], 'x.mp4', { type: 'video/mp4' }));
    expect(none).to.deep.equal({ kind: 'video', file: { name: 'x.mp4', bytes: 7, mime: 'video/mp4' } });
    return undefined;
  });
});

describe('pictures that move', () => {
  afterEach(clean);

  /** A row with the moving picture, under a setting of the system. */
  async function made(calm: boolean): Promise<HTMLElement> {
    const test = new TestClient();
    test.blob = await (await fetch(gifAddress())).blob();
    const own = window.matchMedia;
    window.matchMedia = (query) =>
      query.includes('reduced-motion')
        ? Object.assign(new EventTarget(), {
            matches: calm,
            media: query,
            onchange: null,
            addListener() {},
            removeListener() {},
          })
        : own.call(window, query);
    try {
      const shown = await show([ball], {}, { height: 460 }, test);
      const view = await shown.view<HTMLElement>(1, 'im-gif-content');
      await until(() => view.shadowRoot?.querySelector('canvas')?.width === 48, 'the first picture');
      return view;
    } finally {
      window.matchMedia = own;
    }
  }
  const moves = (view: HTMLElement): boolean => !inside(view, 'img:not(.thumb)').classList.contains('late');

  it('move while they are seen, and stop when they are pressed', async () => {
    const view = await made(false);
    await until(() => moves(view), 'movement');
    expect(inside(view, '.fill').getAttribute('aria-label')).to.equal('Stop the animation');
    const { width, height } = view.getBoundingClientRect();
    expect(width / height).to.be.closeTo(4 / 3, 0.02);
    inside<HTMLElement>(view, '.fill').click();
    await until(() => !moves(view), 'rest');
    expect(inside(view, '.badge').textContent).to.equal('GIF');
    expect(inside(view, 'canvas').classList.contains('late')).to.equal(false);
    view.style.display = 'none';
    inside<HTMLElement>(view, '.fill').click();
    await until(() => !moves(view), 'rest while nobody sees it');
  });

  it('stand still where the reader wants no movement, until they are pressed', async () => {
    const view = await made(true);
    expect(moves(view)).to.equal(false);
    expect(inside(view, '.fill').getAttribute('aria-label')).to.equal('Play the animation');
    inside<HTMLElement>(view, '.fill').click();
    await until(() => moves(view), 'movement');
  });
});
