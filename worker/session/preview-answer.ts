/** A preview of an order, and what `POST /admin/{storeID}/preview` answers of it, as JSON. */
import type { SettingChange } from '../books/settings-changes.ts'
import type { MessageSets, WorkPreview } from './preview-work.ts'

export type PreviewAnswer = Omit<ShownWork, 'sent'> & MessageSets

export type ShownWork = WorkPreview & {
  readonly order: OrderHead
  readonly settings: {
    /** The version of the store's settings that it was made under; 0 are the defaults. */
    readonly version: number
    /** What was tried instead of what stands. */
    readonly tried: readonly SettingChange[]
  }
  /** What this preview cannot show. */
  readonly remarks: readonly string[]
}

export type OrderHead = {
  readonly subject: string
  readonly number: string
  readonly status: string
  readonly currency: string
  /** As the shop writes it. */
  readonly total: string
}
