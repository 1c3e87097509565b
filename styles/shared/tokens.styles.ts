import { css } from 'lit';

/**
 * Private values (`--_*`) that all elements draw with, each read from its public token (`--im-*`, listed in
 * styles/tokens.css) with a designed default. Elements that a page places carry them; rows inherit them from their list.
 * Light and dark follow `color-scheme` of the page, or the `theme` attribute where an element has one.
 */
export const tokens = css`
  :host {
    --_accent: var(--im-accent, light-dark(oklch(0.52 0.19 262), oklch(0.64 0.17 262)));
    /* Black or white, whichever has the better WCAG contrast on any accent: y is the relative luminance. */
    --_on-accent: var(
      --im-on-accent,
      color(
        from var(--_accent) xyz-d65 calc(0.9505 * clamp(0, (0.179 - y) * 100000, 1)) clamp(0, (0.179 - y) * 100000, 1)
          calc(1.089 * clamp(0, (0.179 - y) * 100000, 1))
      )
    );
    /* Accent as words on a surface, dark or light enough to read. */
    --_accent-ink: var(
      --im-accent-ink,
      light-dark(oklch(from var(--_accent) min(l, 0.5) c h), oklch(from var(--_accent) max(l, 0.76) min(c, 0.14) h))
    );
    --_accent-wash: var(--im-accent-wash, color-mix(in oklch, var(--_accent) 12%, transparent));
    --_surface: var(--im-surface, light-dark(oklch(1 0 0), oklch(0.2 0.008 262)));
    --_raised: var(--im-raised, light-dark(oklch(1 0 0), oklch(0.24 0.009 262)));
    --_sunken: var(--im-sunken, light-dark(oklch(0.968 0.003 262), oklch(0.28 0.01 262)));
    --_hover: var(--im-hover, light-dark(oklch(0 0 0 / 0.045), oklch(1 0 0 / 0.06)));
    --_ink: var(--im-ink, light-dark(oklch(0.21 0.012 262), oklch(0.95 0.004 262)));
    --_ink-2: var(--im-ink-2, light-dark(oklch(0.49 0.014 262), oklch(0.74 0.012 262)));
    --_line: var(--im-line, light-dark(oklch(0.21 0.012 262 / 0.1), oklch(1 0 0 / 0.1)));
    --_danger: var(--im-danger, light-dark(oklch(0.53 0.2 27), oklch(0.73 0.15 25)));
    --_success: var(--im-success, light-dark(oklch(0.5 0.13 152), oklch(0.77 0.14 155)));
    --_warning: var(--im-warning, light-dark(oklch(0.5 0.11 70), oklch(0.82 0.12 80)));
    --_bubble-own: var(--im-bubble-own, var(--_accent));
    --_bubble-own-ink: var(--im-bubble-own-ink, var(--_on-accent));
    --_bubble-peer: var(--im-bubble-peer, light-dark(oklch(0.955 0.004 262), oklch(0.28 0.01 262)));
    --_bubble-peer-ink: var(--im-bubble-peer-ink, var(--_ink));
    /* The reader's size; many pages make 1rem 10px for their own sums, and nobody reads 9px. */
    --_u: var(--im-font-size, max(1rem, 16px));
    --_font: var(
      --im-font,
      system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif
    );
    --_text: calc(var(--_u) * 0.9375) / 1.4 var(--_font);
    --_title: 600 calc(var(--_u) * 0.9375) / 1.334 var(--_font);
    --_meta: calc(var(--_u) * 0.8125) / 1.385 var(--_font);
    --_caption: calc(var(--_u) * 0.71875) / 1.4 var(--_font);
    --_radius-bubble: var(--im-radius-bubble, 18px);
    --_radius-join: var(--im-radius-join, 5px);
    --_radius-card: var(--im-radius-card, 14px);
    --_radius-panel: var(--im-radius-panel, 18px);
    --_radius-control: var(--im-radius-control, 10px);
    --_shadow: var(
      --im-shadow,
      0 1px 3px light-dark(oklch(0.2 0.02 262 / 0.1), transparent),
      0 12px 40px light-dark(oklch(0.2 0.02 262 / 0.18), oklch(0 0 0 / 0.5))
    );
    --_motion: var(--im-motion, 140ms cubic-bezier(0.2, 0.7, 0.3, 1));
    --_focus: var(--im-focus, 2px solid var(--_accent-ink));
  }

  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
`;
