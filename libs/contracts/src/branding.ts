import * as z from 'zod/mini';
import { textSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

const logoSchema = z
  .string()
  .check(
    z.maxLength(200_000),
    z.regex(
      /^data:image\/(?:png|svg\+xml|webp);base64,[A-Za-z0-9+/=]+$/,
      'must be a PNG, SVG or WebP image as a data URL',
    ),
  );

export const brandingSchema = z.object({
  name: z.string(),
  /** `#rrggbb`; the page derives its whole palette from it. */
  brandColor: z.string(),
  /** Data URL; null shows the name only. */
  logo: z.nullable(z.string()),
  supportEmail: z.nullable(z.string()),
});
export type Branding = z.infer<typeof brandingSchema>;

export const brandingInputSchema = z.strictObject({
  name: textSchema(40),
  brandColor: z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0E7A5F')),
  logo: z.nullable(logoSchema),
  supportEmail: z.nullable(z.email().check(z.maxLength(254))),
});
export type BrandingInput = z.infer<typeof brandingInputSchema>;

export const brandingRoutes = {
  getBranding: defineRoute({
    method: 'GET',
    path: '/api/branding',
    summary: 'Name, logo and colour of this portal',
    tag: 'Branding',
    access: 'public',
    response: brandingSchema,
  }),
  updateBranding: defineRoute({
    method: 'PUT',
    path: '/api/admin/branding',
    summary: 'Change name, logo and colour at run time',
    tag: 'Admin',
    access: 'admin',
    body: brandingInputSchema,
    response: brandingSchema,
  }),
} as const;
