/** 52.52001° N, 13.40495° E: five decimals are a metre. */
export function coordinates({ latitude, longitude }: { latitude: number; longitude: number }, lang: string): string {
  const format = new Intl.NumberFormat(lang, { maximumFractionDigits: 5 });
  const one = (value: number, letters: string): string =>
    `${format.format(Math.abs(value))}° ${letters[value < 0 ? 1 : 0]}`;
  return `${one(latitude, 'NS')}, ${one(longitude, 'EW')}`;
}
