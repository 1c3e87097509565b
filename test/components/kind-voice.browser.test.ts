import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { playback } from '../../components/content/kinds/playback.js';
import { barsOf } from '../../components/content/kinds/waveform.js';
import type { Content } from '../../core/index.js';
import { melody, SPEECH } from '../../demo/lib/media.js';
import { GROUP, TestClient } from './helpers/client.js';
import { click, hands } from './helpers/hands.js';
import { asked, inside, show } from './helpers/kinds.js';
import { clean, until, wait } from './helpers/page.js';

const ref = { id: 'v', name: 'v.wav', bytes: 9, mime: 'audio/wav' };
const voice = (seconds: number): Content => ({ kind: 'voice', file: ref, seconds, waveform: SPEECH });
const TAG = 'im-voice-content';
const press = (host: Element, name: string): boolean =>
  inside(host, '.track').dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
const track = (host: Element): HTMLElement => inside(host, '.track');

/** Browsers let a page sound once somebody has touched it. */
async function audible(context: Mocha.Context): Promise<void> {
  await hands(context);
  await click(document.body);
  const trial = new Audio(URL.createObjectURL(melody(1)));
  await trial.play();
  await until(() => trial.ended || trial.error, 'sound').catch(() => undefined);
  // A machine without a sound device: some browsers then fail at the first sample.
  if (trial.ended && !trial.error) return;
  console.log(`skipped, no sound comes out of this browser: ${context.test?.title}`);
  context.skip();
}

describe('voice messages', () => {
  const test = (): TestClient => {
    const made = new TestClient();
    made.blob = melody(1);
    return made;
  };
  afterEach(() => {
    playback.stop();
    clean();
  });

  it('plays, marks it as played in this browser, and goes on with the next voice', async function () {
    await audible(this);
    const shown = await show([voice(1), { kind: 'text', text: 'between' }, voice(1)], {}, undefined, test());
    const first = await shown.view(1, TAG);
    const next = await shown.view(3, TAG);
    expect(inside(first, '.dot')).to.not.equal(null);
    expect(inside(first, 'time').textContent).to.equal('0:01');
    inside<HTMLElement>(first, '.play').click();
    await until(() => playback.current?.state === 'playing', 'the sound');
    expect(inside(first, '.play').getAttribute('aria-label')).to.equal('Pause the voice message');
    await until(() => first.shadowRoot?.querySelector('.dot') === null, 'the mark to go');
    expect(shown.test.store.get('played', GROUP)).to.deep.equal({ ids: ['m1'] });
    await until(() => playback.current?.messageId === 'm3' && playback.current.state === 'playing', 'the next one');
    expect(inside(first, '.play').getAttribute('aria-label')).to.equal('Play the voice message');
    expect(inside(next, '.rate').textContent).to.equal('1×');
    inside<HTMLElement>(next, '.rate').click();
    await until(() => inside(next, '.rate').textContent === '1.5×', 'the speed');
    await until(() => playback.current === undefined, 'the end');
    expect(shown.test.store.get('played', GROUP)).to.deep.equal({ ids: ['m1', 'm3'] });
    while (playback.rate !== 1) playback.nextRate();
  });

  it('lets one voice play at a time, pauses and goes on from there', async function () {
    await audible(this);
    const made = test();
    made.blob = melody(5);
    const shown = await show([voice(5), voice(5)], {}, undefined, made);
    const [one, two] = [await shown.view(1, TAG), await shown.view(2, TAG)];
    inside<HTMLElement>(one, '.play').click();
    await until(() => playback.current?.state === 'playing' && playback.current.at > 0.1, 'the first');
    inside<HTMLElement>(one, '.play').click();
    await until(() => playback.current?.state === 'paused', 'the pause');
    const at = playback.current?.at ?? 0;
    await wait(60);
    expect(playback.current?.at).to.equal(at);
    inside<HTMLElement>(one, '.play').click();
    await until(() => playback.current?.state === 'playing', 'the first again');
    expect(playback.current?.at).to.be.least(at);
    inside<HTMLElement>(two, '.play').click();
    await until(() => playback.current?.messageId === 'm2' && playback.current.state === 'playing', 'the second');
    expect(inside(one, '.play').getAttribute('aria-label')).to.equal('Play the voice message');
  });

  it('is sought by keyboard and says where it is', async function () {
    await audible(this);
    const made = test();
    made.blob = melody(30);
    const shown = await show([voice(30)], {}, undefined, made);
    const view = await shown.view(1, TAG);
    const said = (): (string | null)[] =>
      ['role', 'aria-valuenow', 'aria-valuemax', 'aria-valuetext'].map((name) => track(view).getAttribute(name));
    expect(said()).to.deep.equal(['slider', '0', '30', '0:00 of 0:30']);
    press(view, 'ArrowRight');
    press(view, 'ArrowUp');
    await until(() => track(view).ariaValueNow === '10', 'ten seconds');
    press(view, 'ArrowLeft');
    await until(() => track(view).ariaValueNow === '5', 'five seconds');
    expect(inside(view, 'time').textContent).to.equal('0:25');
    press(view, ' ');
    await until(() => playback.current?.state === 'playing', 'the sound');
    expect(playback.current?.at).to.be.within(4.9, 8);
    press(view, 'End');
    await until(() => playback.current === undefined, 'the end');
    press(view, 'Home');
    await until(() => track(view).ariaValueNow === '0', 'the beginning');
  });

  it('mirrors in right-to-left pages: the left arrow goes on', async () => {
    const shown = await show([voice(30)], {}, { dir: 'rtl' }, test());
    const view = await shown.view(1, TAG);
    press(view, 'ArrowLeft');
    await until(() => track(view).ariaValueNow === '5', 'five seconds');
  });

  it('stops when its conversation is left', async function () {
    await audible(this);
    const made = test();
    made.blob = melody(20);
    const shown = await show([voice(20)], {}, undefined, made);
    inside<HTMLElement>(await shown.view(1, TAG), '.play').click();
    await until(() => playback.current?.state === 'playing', 'the sound');
    clean();
    await until(() => playback.current === undefined, 'silence');
  });

  it('offers what cannot be played as a download', async function () {
    await audible(this);
    const broken = new TestClient();
    broken.blob = new Blob(['no sound'], { type: 'audio/wav' });
    const amr: Content = { kind: 'voice', file: { ...ref, name: 'v.amr', mime: 'audio/amr' }, seconds: 3 };
    const shown = await show([amr, voice(3)], {}, undefined, broken);
    const requests = asked(shown.list, true);
    const strange = await shown.view(1, TAG);
    expect(strange.shadowRoot?.textContent).to.contain('cannot play it');
    inside<HTMLElement>(strange, '.save').click();
    expect(requests).to.deep.equal([{ what: 'file', messageId: 'm1', file: (amr as { file: unknown }).file }]);
    const other = await shown.view(2, TAG);
    inside<HTMLElement>(other, '.play').click();
    await until(() => other.shadowRoot?.querySelector('.save'), 'the download');
    expect(shown.test.store.get('played', GROUP)).to.equal(undefined);
  });

  it('keeps its place: what has no waveform is as high as what has', async () => {
    const flat: Content = { kind: 'voice', file: ref, seconds: 3 };
    const shown = await show([voice(3), flat], {}, undefined, test());
    const heights = [await shown.view(1, TAG), await shown.view(2, TAG)].map((view) => view.offsetHeight);
    expect(heights[0]).to.equal(heights[1]);
    expect(barsOf(undefined, 4)).to.deep.equal([0, 0, 0, 0]);
    expect(barsOf([0.5, 1], 4)).to.deep.equal([0.5, 0.5, 1, 1]);
    expect(barsOf([0.1, 0.9, 0.2, 0.3], 2)).to.deep.equal([0.9, 0.3]);
  });
});
