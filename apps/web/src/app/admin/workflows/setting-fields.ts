import * as z from 'zod/mini';
import type { ProblemKind } from '../forms/field-problems';

/** A control of a form that is drawn from a JSON Schema. */
export type SettingField = {
  readonly name: string;
  readonly required: boolean;
  /** Values of other settings with which it is needed; with any others it is not taken. Null where it stands by itself. */
  readonly neededWhere: Readonly<Record<string, string>> | null;
} & (
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'switch' }
  | {
      readonly kind: 'number';
      readonly whole: boolean;
      readonly minimum: number | null;
      readonly maximum: number | null;
    }
  | { readonly kind: 'text'; readonly maximum: number | null; readonly pattern: RegExp | null }
);

export type Settings = Readonly<Record<string, unknown>>;

/** What the portal reads of the JSON Schema (draft 2020-12) of one property. */
const propertySchema = z.object({
  type: z.optional(z.string()),
  enum: z.optional(z.array(z.string())),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  maxLength: z.optional(z.number()),
  pattern: z.optional(z.string()),
  /** Ours, not of JSON Schema: see `SettingField`. */
  neededWhere: z.optional(z.record(z.string(), z.string())),
});
type Property = z.infer<typeof propertySchema>;

const settingsSchema = z.object({
  properties: z._default(z.record(z.string(), propertySchema), {}),
  required: z._default(z.array(z.string()), []),
});

/** The fields of the settings that a JSON Schema describes, in its order. */
export function settingFields(schema: Readonly<Record<string, unknown>>): SettingField[] {
  const { properties, required } = settingsSchema.parse(schema);
  return Object.entries(properties).map(([name, property]) =>
    fieldOf(name, required.includes(name) || property.neededWhere !== undefined, property),
  );
}

/** Whether a field is asked for, with these settings. */
export function isAsked({ neededWhere }: SettingField, settings: Settings): boolean {
  return Object.entries(neededWhere ?? {}).every(([other, value]) => settings[other] === value);
}

/** The settings without those that are not asked for: what was typed for another choice is of no use with this one. */
export function askedSettings(fields: readonly SettingField[], settings: Settings): Record<string, unknown> {
  const unasked = new Set(fields.filter((field) => !isAsked(field, settings)).map(({ name }) => name));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !unasked.has(name)));
}

/** What a form begins with: required choices have their first option, everything else is left to the person. */
export function firstSettings(fields: readonly SettingField[]): Settings {
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      if (!field.required || field.neededWhere !== null) return [];
      if (field.kind === 'choice') return [[field.name, field.options[0]]];
      return field.kind === 'switch' ? [[field.name, false]] : [];
    }),
  );
}

/** What is wrong with the value of a field; null when its schema takes it. */
export function settingProblem(field: SettingField, value: unknown): ProblemKind | null {
  if (value === undefined || value === '') return field.required ? 'missing' : null;
  return fits(field, value) ? null : 'invalid';
}

/** A number as it was typed; text that is none stays, so that it can be called wrong. Undefined for nothing. */
export function typedNumber(text: string): number | string | undefined {
  const typed = text.trim().replace('−', '-').replace(',', '.');
  if (typed === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : text;
}

function fieldOf(name: string, required: boolean, property: Property): SettingField {
  const { type, enum: options, minimum, maximum, maxLength, pattern } = property;
  const place = { name, required, neededWhere: property.neededWhere ?? null };
  if (options) return { ...place, kind: 'choice', options };
  if (type === 'boolean') return { ...place, kind: 'switch' };
  if (type === 'integer' || type === 'number') {
    const whole = type === 'integer';
    return { ...place, kind: 'number', whole, minimum: minimum ?? null, maximum: maximum ?? null };
  }
  return {
    ...place,
    kind: 'text',
    maximum: maxLength ?? null,
    pattern: pattern === undefined ? null : new RegExp(pattern, 'u'),
  };
}

function fits(field: SettingField, value: unknown): boolean {
  switch (field.kind) {
    case 'choice':
      return typeof value === 'string' && field.options.includes(value);
    case 'switch':
      return typeof value === 'boolean';
    case 'number':
      return (
        typeof value === 'number' &&
        (!field.whole || Number.isInteger(value)) &&
        value >= (field.minimum ?? -Infinity) &&
        value <= (field.maximum ?? Infinity)
      );
    case 'text':
      return (
        typeof value === 'string' &&
        value.length <= (field.maximum ?? Infinity) &&
        (field.pattern?.test(value) ?? true)
      );
  }
}
