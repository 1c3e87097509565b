import type { TemplateResult } from 'lit';
import type { Client, Content, ContentKind, ContentOf, FileRef, Message, UserId } from '../../core/index.js';
import type { Translator } from '../shared/translator.js';

/** What a reader asks to open: `im-open-request`. */
export type OpenRequest =
  | { readonly what: 'link'; readonly messageId: string; readonly url: string }
  | { readonly what: 'image' | 'video' | 'file'; readonly messageId: string; readonly file: FileRef }
  | {
      readonly what: 'location';
      readonly messageId: string;
      readonly latitude: number;
      readonly longitude: number;
      readonly label?: string;
      readonly zoom?: number;
    }
  | { readonly what: 'contact'; readonly messageId: string; readonly userId: UserId }
  | { readonly what: 'merged'; readonly messageId: string; readonly content: Content };

export interface RenderContext {
  readonly message: Message;
  readonly client: Client;
  readonly i18n: Translator;
  /** Of the list, for content that holds content. */
  readonly renderers?: Renderers | undefined;
  /** Shown outside its conversation: nothing can be done to it. */
  readonly readonly?: boolean;
  /** Time and ticks. A renderer of meta `own` puts it where its last line ends. */
  readonly meta: TemplateResult | undefined;
  /** Has the reader unfolded a long text? */
  readonly expanded: boolean;
  toggle(): void;
  /** Sends `im-open-request`; `act` is what happens unless the page prevents it. False when it did. */
  open(request: OpenRequest, act: () => unknown): boolean;
  /** A person's name; the row follows its changes. */
  name(user: UserId): string;
}

export type Render<C = Content> = (content: C, context: RenderContext) => TemplateResult;

/**
 * How a row frames content: in a bubble; as media that fills the bubble, with the time over it; bare, without one; or as a
 * quiet line across the transcript.
 */
export type Frame = 'bubble' | 'media' | 'bare' | 'line';

export interface Renderer<C = Content> {
  readonly render: Render<C>;
  /** `bubble` by default. */
  readonly frame?: Frame | ((content: C) => Frame);
  /** `own`: the renderer places `context.meta` itself; else the row does, below. */
  readonly meta?: 'own';
}

/** Renderers by kind, or by `custom:<type>`. */
export type Renderers = Readonly<Record<string, Renderer | Render>>;

const added = new Map<string, Renderer>();

/**
 * Draws a kind of content on this page, or replaces how one is drawn; `custom:<type>` stands for custom content of one
 * type. A renderer that throws shows the row of an unknown kind instead.
 */
export function defineRenderer<K extends ContentKind>(
  kind: K,
  renderer: Renderer<ContentOf<K>> | Render<ContentOf<K>>,
): void;
export function defineRenderer(
  kind: `custom:${string}`,
  renderer: Renderer<ContentOf<'custom'>> | Render<ContentOf<'custom'>>,
): void;
export function defineRenderer<C>(kind: string, renderer: Renderer<C> | Render<C>): void {
  added.set(kind, whole(renderer as Renderer | Render));
}

const whole = (renderer: Renderer | Render): Renderer =>
  typeof renderer === 'function' ? { render: renderer } : renderer;

/** The page's own for this list, else the page's own for all, else what comes with the build. */
export function rendererOf(
  content: Content,
  own: Renderers | undefined,
  built: ReadonlyMap<string, Renderer>,
): Renderer | undefined {
  const names = content.kind === 'custom' ? [`custom:${content.type}`, 'custom'] : [content.kind];
  for (const name of names) {
    const given = own && Object.hasOwn(own, name) ? own[name] : undefined;
    const found = given ? whole(given) : (added.get(name) ?? built.get(name));
    if (found) return found;
  }
  return undefined;
}
