import { brandingInputSchema } from '@greenroom/contracts';

/** Pictures that every browser and the API take as a logo. */
export const LOGO_TYPES = ['image/png', 'image/svg+xml', 'image/webp'] as const;

/** The largest file, in bytes: its data URL, a third longer, must fit into the contract's 200,000 characters. */
export const LOGO_MAX_BYTES = 149_000;

export type LogoProblem = 'type' | 'size' | 'unreadable';

/** What the file is, before it is read; null when it can be a logo. */
export function logoProblem(file: { readonly type: string; readonly size: number }): LogoProblem | null {
  if (!LOGO_TYPES.some((type) => type === file.type)) return 'type';
  return file.size > LOGO_MAX_BYTES ? 'size' : null;
}

/** Reads a picture as a data URL that the API takes. */
export async function readLogo(file: File): Promise<{ url: string } | { problem: LogoProblem }> {
  const problem = logoProblem(file);
  if (problem) return { problem };
  const url = await new Promise<unknown>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(file);
  });
  const logo = brandingInputSchema.shape.logo.safeParse(url);
  return logo.success && logo.data !== null ? { url: logo.data } : { problem: 'unreadable' };
}
