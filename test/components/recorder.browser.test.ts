import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/recorder/index.js';
import type { ImVoiceRecorder, VoiceRecorded } from '../../components/recorder/index.js';
import { waveformOf } from '../../components/recorder/recording.js';
import { faults } from './helpers/check.js';
import { DIRECT } from './helpers/client.js';
import { click, hands } from './helpers/hands.js';
import { clean, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const own = navigator.mediaDevices?.getUserMedia;

/** A real stream that hums, in place of a microphone that nobody here has. */
function hum(): { open: () => number } {
  const streams: MediaStream[] = [];
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const end = context.createMediaStreamDestination();
    tone.connect(end);
    tone.start();
    streams.push(end.stream);
    return end.stream;
  };
  return {
    open: () => streams.filter((stream) => stream.getTracks().some(({ readyState }) => readyState === 'live')).length,
  };
}
const refuse = (name: string): void => {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
};

interface Made {
  readonly test: WritingClient;
  readonly element: ImVoiceRecorder;
  readonly recorded: VoiceRecorded[];
  readonly cancelled: () => number;
  part(name: string): HTMLElement | null;
  key(name: string): KeyboardEvent;
}

async function make(limit?: number): Promise<Made> {
  const test = new WritingClient();
  if (limit !== undefined) Object.assign(test.limits, { voiceSeconds: limit });
  const box = place(html`<im-voice-recorder .client=${test.client} .conversation=${DIRECT}></im-voice-recorder>`);
  const element = box.querySelector('im-voice-recorder') as ImVoiceRecorder;
  const recorded: VoiceRecorded[] = [];
  let cancelled = 0;
  element.addEventListener('im-voice-recorded', (event) => recorded.push((event as CustomEvent<VoiceRecorded>).detail));
  element.addEventListener('im-voice-cancelled', () => cancelled++);
  await element.updateComplete;
  return {
    test,
    element,
    recorded,
    cancelled: () => cancelled,
    part: (name) => element.shadowRoot?.querySelector<HTMLElement>(`[part~=${name}]`) ?? null,
    key: (key) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
      (element.shadowRoot?.activeElement ?? element).dispatchEvent(event);
      return event;
    },
  };
}

describe('im-voice-recorder', () => {
  before(async function () {
    if (!own || typeof MediaRecorder !== 'function' || typeof AudioContext !== 'function') this.skip();
  });
  // A page that nobody has touched may not hum.
  beforeEach(async function () {
    await hands(this as unknown as Mocha.Context);
    await click(document.body);
  });
  afterEach(() => {
    clean();
    navigator.mediaDevices.getUserMedia = own;
  });

  it('records, is heard before it is sent, and hands over what a voice needs', async () => {
    const microphone = hum();
    const { element, part, recorded, test } = await make();
    expect(part('bar')).to.equal(null);
    await element.start();
    expect(element.state).to.equal('recording');
    expect(test.called('typing')).to.deep.equal([[DIRECT, 'voice']]);
    await wait(700);
    expect(await faults(element)).to.deep.equal([]);
    part('stop')?.click();
    await until(() => element.state === 'listening', 'the end of the recording');
    expect(microphone.open(), 'the microphone is let go of').to.equal(0);
    expect(test.called('typing').at(-1)).to.deep.equal([DIRECT, 'nothing']);
    expect(part('play')?.getAttribute('aria-label')).to.equal('Play the voice message');
    expect(await faults(element)).to.deep.equal([]);
    part('send')?.click();
    await until(() => recorded.length === 1, 'the recording');
    const { blob, seconds, waveform } = recorded[0] as VoiceRecorded;
    expect(blob.size).to.be.greaterThan(100);
    expect(blob.type).to.match(/^audio\/(webm|ogg|mp4)/);
    expect(seconds).to.be.within(0.5, 4);
    expect(waveform.length).to.be.within(1, 64);
    expect(waveform.every((bar) => bar >= 0 && bar <= 1)).to.equal(true);
    expect(element.state).to.equal('rest');
  });

  it('is sent by Enter and deleted by Escape, and keeps those keys to itself', async () => {
    const microphone = hum();
    const { element, key, recorded, cancelled } = await make();
    await element.start();
    await wait(500);
    expect(key('Enter').defaultPrevented).to.equal(true);
    await until(() => recorded.length === 1, 'the recording');
    await element.start();
    await wait(60);
    key('Escape');
    expect([element.state, cancelled(), microphone.open()]).to.deep.equal(['rest', 1, 0]);
    await wait(60);
    expect(recorded.length).to.equal(1);
  });

  it('ends by itself at the limit of the back end, having warned before', async () => {
    hum();
    const { element } = await make(2);
    await element.start();
    await until(() => element.shadowRoot?.querySelector('.left'), 'the warning');
    await until(() => element.state === 'listening', 'the end');
    expect(element.recorded?.seconds).to.be.within(1.9, 3);
  });

  it('says what is wrong with the microphone', async () => {
    const { element } = await make();
    const words = async (name: string): Promise<string | undefined> => {
      refuse(name);
      await element.start();
      await element.updateComplete;
      return element.shadowRoot?.querySelector('[role=alert]')?.textContent ?? undefined;
    };
    expect(await words('NotAllowedError')).to.contain('blocked');
    expect(await words('NotFoundError')).to.equal('No microphone was found.');
    expect(await words('AbortError')).to.equal('The recording failed.');
  });

  it('lets go of the microphone when it is taken out of the page, even while it is asked for', async () => {
    const microphone = hum();
    const { element, cancelled } = await make();
    const start = element.start();
    element.remove();
    await start;
    expect([microphone.open(), element.state, cancelled()]).to.deep.equal([0, 'rest', 0]);
  });

  it('keeps what was said when the microphone is unplugged', async () => {
    let stream: MediaStream | undefined;
    hum();
    const humming = navigator.mediaDevices.getUserMedia;
    navigator.mediaDevices.getUserMedia = async (wanted) => (stream = await humming(wanted));
    const { element } = await make();
    await element.start();
    await wait(500);
    for (const track of stream?.getTracks() ?? []) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    await until(() => element.state === 'listening', 'the recording');
    expect(element.recorded?.blob.size).to.be.greaterThan(0);
  });

  it('draws the waveform with the loudest of each part', () => {
    expect(waveformOf([])).to.deep.equal([]);
    expect(waveformOf([0.1, 0.2])).to.deep.equal([0.5, 1]);
    const long = waveformOf(Array.from({ length: 640 }, (_, at) => (at % 10 === 3 ? 0.4 : 0)));
    expect(long).to.deep.equal(Array(64).fill(1));
    expect(waveformOf([0.001, 0]), 'silence is not blown up').to.deep.equal([0.02, 0]);
  });
});
