import type { ContentOf } from '../../../core/index.js';

const POSTER_SIDE = 320;
const MOST_CHARACTERS = 10_000;
/** What the browser has not made out by then is sent without. */
const PATIENCE = 8000;

/** Content for a film that is to be sent: its size, length and a picture out of it, as far as this browser can play it. */
export async function makeVideo(file: File): Promise<ContentOf<'video'>> {
  const content: ContentOf<'video'> = {
    kind: 'video',
    file: { name: file.name, bytes: file.size, mime: file.type || 'video/mp4' },
  };
  const url = URL.createObjectURL(file);
  const film = document.createElement('video');
  film.muted = true;
  film.playsInline = true;
  film.preload = 'auto';
  try {
    film.src = url;
    await happens(film, 'loadeddata');
    const { videoWidth: width, videoHeight: height, duration } = film;
    if (!width || !height) return content;
    // The very first picture is often black.
    if (duration > 1) {
      film.currentTime = Math.min(1, duration / 3);
      await happens(film, 'seeked').catch(() => undefined);
    }
    const poster = posterOf(film, width, height);
    const seconds = Number.isFinite(duration) ? Math.round(duration * 10) / 10 : undefined;
    return { ...content, width, height, ...(seconds !== undefined && { seconds }), ...(poster && { poster }) };
  } catch {
    return content;
  } finally {
    film.removeAttribute('src');
    film.load();
    URL.revokeObjectURL(url);
  }
}

function happens(film: HTMLVideoElement, type: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${type}`)), PATIENCE);
    const end = (finish: () => void) => (): void => {
      clearTimeout(timer);
      finish();
    };
    film.addEventListener(type, end(resolve), { once: true });
    film.addEventListener(
      'error',
      end(() => reject(film.error)),
      { once: true },
    );
  });
}

/** As large and as good as 10 kB allow. */
function posterOf(film: HTMLVideoElement, width: number, height: number): string | undefined {
  const canvas = document.createElement('canvas');
  for (const [side, quality] of [
    [POSTER_SIDE, 0.6],
    [200, 0.5],
    [96, 0.5],
    [32, 0.5],
  ] as const) {
    const scale = Math.min(1, side / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext('2d')?.drawImage(film, 0, 0, canvas.width, canvas.height);
    const address = canvas.toDataURL('image/jpeg', quality);
    if (address.length <= MOST_CHARACTERS && address.startsWith('data:image/')) return address;
  }
  return undefined;
}
