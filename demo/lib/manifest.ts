/** What the manifest says of an element; only what the gallery reads. */
export interface Declaration {
  readonly tagName?: string;
  readonly description?: string;
  readonly attributes?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
  readonly cssStates?: readonly Described[];
  readonly events?: readonly Described[];
}

export interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text?: string };
}

/** By tag name. Rejects where the build has not written the manifest. */
export async function declarations(): Promise<ReadonlyMap<string, Declaration>> {
  const response = await fetch('/dist/custom-elements.json');
  if (!response.ok) throw new Error(`custom-elements.json: the server answered ${response.status}`);
  const manifest = (await response.json()) as { modules: { declarations?: Declaration[] }[] };
  const all = manifest.modules.flatMap((module) => module.declarations ?? []).filter((one) => one.tagName);
  return new Map(all.map((one) => [one.tagName as string, one]));
}
