import { expect } from '@open-wc/testing';
import '../../components/chat-widget/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { until, wait } from './helpers/page.js';
import { inside, make, panelOf, part, ready, withHub } from './helpers/widget.js';

describe('chat widget: wrong words, markup, foreign styles', () => {
  withHub();

  describe('what cannot be', () => {
    for (const [field_, attributes] of [
      ['engine', { engine: 'nothing' }],
      ['agent', { agent: '' }],
      ['conversation', { conversation: 'nobody' }],
      ['user-id', { 'user-id': false }],
    ] as const)
      it(`a wrong ${field_} is said in the panel and told to the page, which goes on`, async () => {
        const errors: { code?: string; field?: string }[] = [];
        const hear = (event: Event): unknown => errors.push((event as CustomEvent).detail.error);
        document.body.addEventListener('im-error', hear);
        const widget = make(attributes);
        widget.open = true;
        const alert = await until(() => inside(widget, '[role=alert]'));
        expect(alert.textContent).to.contain('could not be loaded');
        expect(errors.map(({ code, field: at }) => [code, at])).to.deep.equal([['invalid', field_]]);
        document.body.removeEventListener('im-error', hear);
        widget.setAttribute('agent', 'support');
        widget.setAttribute('engine', 'page-hub');
        widget.setAttribute('user-id', 'vera');
        widget.removeAttribute('conversation');
        await ready(widget);
      });

    it('a token that nobody gives', async () => {
      const widget = make();
      widget.token = undefined;
      widget.open = true;
      await until(() => inside(widget, '[role=alert]'));
    });
  });

  it('shows markup in its attributes as text', async () => {
    const bad = XSS.join(' ');
    const widget = make({ open: true, heading: bad, subheading: bad, greeting: bad, label: bad });
    await ready(widget);
    expect(inside(widget, 'h2')?.textContent).to.equal(bad);
    expect(inside(widget, '[part=greeting] p')?.textContent).to.equal(bad);
    expect(injected(widget)).to.deep.equal([]);
    expect(hit()).to.equal(undefined);
  });

  it('stays whole under the page’s own style sheet', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { box-sizing: content-box; letter-spacing: 9px; } button, textarea, header, h2, p, form { all: unset; display: none !important; color: red !important; font: 60px serif !important }',
    );
    document.adoptedStyleSheets.push(sheet);
    try {
      const widget = make({ open: true });
      const input = await ready(widget);
      expect(input.checkVisibility()).to.equal(true);
      expect(Number.parseFloat(getComputedStyle(input).fontSize)).to.be.at.most(16);
      expect(getComputedStyle(inside(widget, 'h2')!).letterSpacing).to.equal('normal');
      expect(part(widget, 'launcher').offsetWidth).to.equal(56);
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    }
  });

  for (const scheme of ['light', 'dark'])
    for (const dir of ['ltr', 'rtl'])
      it(`has no fault that axe finds: ${scheme}, ${dir}`, async () => {
        document.documentElement.dir = dir;
        const widget = make({ theme: scheme, popout: '/chat' });
        expect(await faults(widget), 'closed').to.deep.equal([]);
        widget.open = true;
        await ready(widget);
        await wait(300);
        expect(await faults(widget), 'open').to.deep.equal([]);
        widget.setAttribute('engine', 'nothing');
        await until(() => inside(widget, '[role=alert]'));
        expect(await faults(widget), 'failed').to.deep.equal([]);
      });

  it('says nothing that was not translated', async () => {
    registerPseudo();
    const widget = make({ lang: PSEUDO, popout: '/x', heading: '1' });
    widget.open = true;
    await ready(widget);
    await until(() => inside(widget, 'header p')?.textContent?.includes('⟦'));
    // The bubble has its own few words, of real languages only.
    expect(untranslated(panelOf(widget)!).filter((words) => !/Person support/.test(words))).to.deep.equal([]);
  });
});
