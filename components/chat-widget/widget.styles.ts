/** Plain text, not Lit's `css`: the bubble must stand before anything heavy is loaded. By this name the build makes it small. */
const css = String.raw;

export const styles = css`
:host {
  --_accent: var(--im-accent, light-dark(oklch(0.52 0.19 262), oklch(0.64 0.17 262)));
  --_on-accent: var(--im-on-accent, color(from var(--_accent) xyz-d65 calc(0.9505 * clamp(0, (0.179 - y) * 100000, 1)) clamp(0, (0.179 - y) * 100000, 1) calc(1.089 * clamp(0, (0.179 - y) * 100000, 1))));
  --_size: var(--im-launcher-size, 56px);
  --_gap: var(--im-widget-gap, 20px);
  --_motion: var(--im-motion, 140ms cubic-bezier(0.2, 0.7, 0.3, 1));
  display: block;
  font: 16px/1.4 system-ui, sans-serif;
}
:host(:not([inline])) { position: static; inline-size: 0; block-size: 0; }
:host([hidden]) { display: none !important; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
:host([theme='auto']) { color-scheme: light dark; }
[popover] { position: fixed; inset: auto; margin: 0; border: 0; padding: 0; background: none; overflow: visible; color: inherit; }
.launcher {
  inset-block-end: calc(var(--_gap) + env(safe-area-inset-bottom, 0px));
  inset-inline-end: calc(var(--_gap) + env(safe-area-inset-right, 0px));
}
:host([position='start']) .launcher { inset-inline: calc(var(--_gap) + env(safe-area-inset-left, 0px)) auto; }
.bubble {
  display: grid; place-items: center;
  min-inline-size: var(--_size); block-size: var(--_size);
  padding: 0; border: 0; border-radius: calc(var(--_size) / 2);
  background: var(--_accent); color: var(--_on-accent);
  box-shadow: 0 1px 3px oklch(0.2 0.02 262 / 0.2), 0 8px 24px oklch(0.2 0.02 262 / 0.22);
  cursor: pointer; touch-action: manipulation; -webkit-tap-highlight-color: transparent;
  font: 600 15px/1 system-ui, sans-serif;
  transition: scale var(--_motion), box-shadow var(--_motion);
}
.bubble:hover { scale: 1.04; }
.bubble:active { scale: 0.97; }
.bubble:focus-visible { outline: 2px solid var(--_accent); outline-offset: 3px; }
.bubble svg { inline-size: 26px; block-size: 26px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; grid-area: 1/1; transition: opacity var(--_motion), rotate var(--_motion), scale var(--_motion); }
:host(:dir(rtl)) .bubble svg.chat { transform: scaleX(-1); }
.bubble .x { opacity: 0; rotate: -45deg; scale: 0.6; }
:host([open]) .bubble .x { opacity: 1; rotate: none; scale: none; }
:host([open]) .bubble .chat, :host([open]) slot[name='launcher'] { opacity: 0; }
.bubble slot[name='launcher'] { grid-area: 1/1; display: contents; }
::slotted([slot='launcher']) { grid-area: 1/1; }
.bubble.busy { cursor: progress; }
.bubble.busy .chat { animation: wait 1.2s ease-in-out infinite; }
@keyframes wait { 50% { opacity: 0.45; } }
.badge {
  position: absolute; inset-block-start: -4px; inset-inline-end: -4px;
  min-inline-size: 22px; block-size: 22px; padding: 0 6px; border-radius: 11px; box-sizing: border-box;
  background: light-dark(oklch(0.53 0.2 27), oklch(0.58 0.2 27)); color: #fff;
  box-shadow: 0 0 0 2px light-dark(#fff, oklch(0.2 0.01 262));
  font: 600 12px/22px system-ui, sans-serif; text-align: center; font-variant-numeric: tabular-nums; pointer-events: none;
}
.badge:empty, :host([open]) .badge { display: none; }
.panel {
  inset-block-end: calc(var(--_gap) + var(--_size) + 12px + env(safe-area-inset-bottom, 0px));
  inset-inline-end: calc(var(--_gap) + env(safe-area-inset-right, 0px));
  inline-size: min(var(--im-widget-width, 384px), calc(100vw - 2 * var(--_gap)));
  block-size: min(var(--im-widget-height, 680px), calc(100dvh - 104px));
  border-radius: var(--im-radius-panel, 18px); overflow: hidden;
  background: var(--im-surface, light-dark(#fff, oklch(0.2 0.008 262)));
  box-shadow: 0 0 0 1px light-dark(oklch(0.2 0.01 262 / 0.07), oklch(1 0 0 / 0.12)), 0 12px 48px oklch(0.2 0.02 262 / 0.22);
  transform-origin: bottom right;
  transition: opacity var(--_motion), scale var(--_motion), display 140ms allow-discrete, overlay 140ms allow-discrete;
  opacity: 0; scale: 0.94;
}
:host(:dir(rtl)) .panel { transform-origin: bottom left; }
:host([position='start']) .panel { inset-inline: calc(var(--_gap) + env(safe-area-inset-left, 0px)) auto; transform-origin: bottom left; }
:host([position='start']:dir(rtl)) .panel { transform-origin: bottom right; }
.panel:popover-open { opacity: 1; scale: 1; }
@starting-style { .panel:popover-open { opacity: 0; scale: 0.94; } }
:host([inline]) .panel {
  position: relative; display: block; inset: auto; inline-size: 100%; block-size: 100%; min-block-size: 320px;
  opacity: 1; scale: none; box-shadow: 0 0 0 1px light-dark(oklch(0.2 0.01 262 / 0.1), oklch(1 0 0 / 0.12));
}
:host([inline]) .launcher { display: none; }
@media (max-width: 479.9px), (max-height: 400px) {
  :host(:not([inline])) .panel {
    inset: 0; inset-block-start: var(--_top, 0); inline-size: 100%; block-size: var(--_height, 100dvh); border-radius: 0; box-shadow: none;
    scale: none; translate: 0 12px;
  }
  :host(:not([inline])) .panel:popover-open { translate: none; }
  :host([open]:not([inline])) .launcher { visibility: hidden; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
@media (forced-colors: active) { .bubble, .panel, .badge { border: 2px solid; } }
.failed { display: grid; place-content: center; block-size: 100%; padding: 24px; text-align: center; color: light-dark(oklch(0.35 0.02 262), oklch(0.85 0.01 262)); }
`;
