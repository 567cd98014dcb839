import { Component, computed, input, model } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ProblemKind } from '../forms/field-problems';
import { FieldControl, FormField } from '../forms/form-field';
import { type DefinitionProblems, problemAt } from './definition-problems';
import { isAsked, type SettingField, settingFields, typedNumber } from './setting-fields';
import { named, type Tell } from './workflow-words';

/** Settings that need a word of explanation. */
const HINTED: readonly string[] = ['address', 'reason', 'minutes'];

/** What a setting can be chosen from that the portal knows by its id. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The settings of a trigger or a step: one control for each property of their JSON Schema. */
@Component({
  selector: 'gr-config-form',
  imports: [FieldControl, FormField, MatSlideToggle, TranslocoDirective],
  templateUrl: './config-form.html',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
      gap: var(--gr-space-5);
    }

    :host:empty {
      display: none;
    }
  `,
})
export class ConfigForm {
  /** JSON Schema (draft 2020-12) of an object. */
  readonly schema = input.required<Readonly<Record<string, unknown>>>();
  readonly config = model.required<Record<string, unknown>>();
  /** Where the settings are in the definition, for example `steps.0`. */
  readonly path = input.required<string>();
  readonly problems = input.required<DefinitionProblems>();
  /** By the name of the setting. */
  readonly choices = input<ReadonlyMap<string, readonly Choice[]>>(new Map());

  /** One that is not asked for keeps what was typed, for when it is asked for again. */
  protected readonly fields = computed(() =>
    settingFields(this.schema()).filter((field) => isAsked(field, this.config())),
  );
  protected readonly named = named;

  /** Unique on the page. */
  protected idOf({ name }: SettingField): string {
    return `${this.path().replaceAll('.', '-')}-${name}`;
  }

  protected textOf({ name }: SettingField): string {
    const value = this.config()[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  protected problem({ name }: SettingField): ProblemKind | null {
    return problemAt(this.problems(), `${this.path()}.config.${name}`);
  }

  protected hint(tell: Tell, { name }: SettingField): string | undefined {
    return HINTED.includes(name) ? tell(`admin.workflow-words.setting-hint.${name}`) : undefined;
  }

  /** Why a value is not taken. */
  protected complaint(tell: Tell, field: SettingField): string {
    if (field.kind === 'number' && field.minimum !== null && field.maximum !== null)
      return tell('admin.workflow.not-in-range', { minimum: field.minimum, maximum: field.maximum });
    return tell(field.kind === 'choice' ? 'admin.workflow.does-not-go' : 'admin.workflow.does-not-fit');
  }

  protected typeNumber(field: SettingField, text: string): void {
    this.set(field, typedNumber(text));
  }

  /** A setting that is left empty is not there. */
  protected set({ name }: SettingField, value: unknown): void {
    const others = Object.entries(this.config()).filter(([other]) => other !== name);
    const isThere = value !== undefined && value !== '';
    this.config.set(Object.fromEntries(isThere ? [...others, [name, value]] : others));
  }
}
