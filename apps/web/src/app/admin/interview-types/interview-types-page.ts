import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminInterviewType, catalogueRoutes } from '@greenroom/contracts';
import { StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { Formatter } from '../../platform/formatter';
import { ListFrame } from '../lists/list-frame';
import { wholeList } from '../lists/whole-list';

/** `/admin/interview-types`: what candidates can book, and what they no longer can. */
@Component({
  selector: 'gr-admin-interview-types-page',
  imports: [ListFrame, RouterLink, StatusChip, TranslocoDirective],
  template: `
    <gr-list-frame texts="admin.types" add="/admin/interview-types/new" [list]="list" *transloco="let t">
      <div class="table-frame">
        <table [attr.aria-label]="t('admin.types.heading')">
          <thead>
            <tr>
              <th scope="col">{{ t('admin.types.name') }}</th>
              <th scope="col">{{ t('admin.types.duration') }}</th>
              <th scope="col">{{ t('admin.types.active') }}</th>
              <th scope="col" class="number">
                {{ t('admin.types.price') }}
              </th>
            </tr>
          </thead>
          <tbody>
            @for (row of list.items(); track row.id) {
              <tr>
                <td class="lead">
                  <a class="row-link" [routerLink]="['/admin/interview-types', row.id]">{{ row.name }}</a>
                  <span class="second">{{ row.slug }}</span>
                </td>
                <td [attr.data-label]="t('admin.types.duration')">
                  {{ format.duration(row.durationMinutes * 60) }}
                </td>
                <td [attr.data-label]="t('admin.types.active')">
                  <gr-status-chip [tone]="row.active ? 'calm' : 'quiet'">{{
                    row.active ? t('admin.types.bookable') : t('admin.types.hidden')
                  }}</gr-status-chip>
                </td>
                <td class="number" [attr.data-label]="t('admin.types.price')">
                  {{ price(row) ?? t('shell.free') }}
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </gr-list-frame>
  `,
  styleUrl: '../table.scss',
})
export class InterviewTypesPage {
  protected readonly format = inject(Formatter);
  protected readonly list = wholeList(apiResource(catalogueRoutes.adminListInterviewTypes, () => ({})));

  /** Null when it costs nothing. */
  protected price({ priceMinor, currency }: AdminInterviewType): string | null {
    return priceMinor === 0 ? null : this.format.money({ amountMinor: priceMinor, currency });
  }
}
