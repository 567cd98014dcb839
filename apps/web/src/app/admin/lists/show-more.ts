import { Component, inject, input, type Signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../../platform/announcer';
import type { ApiErrorCode } from '../../platform/api-error';

/** The later pages of a list, as `paging` has them. */
interface LaterPages {
  readonly hasMore: Signal<boolean>;
  readonly loadingMore: Signal<boolean>;
  readonly problem: Signal<ApiErrorCode | null>;
  showMore(): Promise<number>;
}

/** The foot of a list that is shown page after page: more of it, or why there is not. */
@Component({
  selector: 'gr-show-more',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (pages().problem(); as problem) {
        <p class="gr-notice gr-notice-loss" role="alert">{{ t('errors.' + problem) }}</p>
      }
      @if (pages().hasMore()) {
        <button
          class="gr-button gr-button-outlined"
          type="button"
          [attr.aria-disabled]="pages().loadingMore() || null"
          (click)="more(t)"
        >
          {{ t(texts() + '.more') }}
        </button>
      }
    </ng-container>
  `,
  styles: `
    .gr-button {
      margin-block-start: var(--gr-space-5);
    }
  `,
})
export class ShowMore {
  private readonly announcer = inject(Announcer);

  readonly pages = input.required<LaterPages>();
  /** Where the words stand: `more` and `added`. */
  readonly texts = input.required<string>();

  protected async more(tell: (key: string, words: object) => string): Promise<void> {
    const count = await this.pages().showMore();
    if (count > 0) this.announcer.announce(tell(`${this.texts()}.added`, { count }));
  }
}
