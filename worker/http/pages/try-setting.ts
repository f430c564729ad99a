/** What an order would be with other settings, beside what it would be with those that stand. */
import type { Context } from 'hono'
import type { Settings } from '../../books/settings.ts'
import { openDatabase } from '../../db/database.ts'
import { rememberedReads } from '../../db/remembered-reads.ts'
import { askSettings } from '../../stores/settings.ts'
import type { Trial } from '../../ui/setting-page.tsx'
import type { OwnerEnv } from '../owner.ts'
import { findOrder, newestOrder } from './find-order.ts'
import { asSaved, shownPreview, unknownOrderSentence } from './preview.ts'

const TYPED_CHARACTERS_MAX = 100

/** The newest order, where no number was typed. */
export async function tryOnOrder(
  typed: string,
  {
    context,
    of: { settings },
  }: { readonly context: Context<OwnerEnv>; readonly of: { readonly settings: Settings } },
): Promise<Trial> {
  const { store } = context.get('owner')
  const { storeID } = store
  const db = openDatabase(rememberedReads(context.env.DB))
  const order = typed.slice(0, TYPED_CHARACTERS_MAX)
  const subject =
    order === '' ? await newestOrder(db, storeID) : await findOrder(db, { storeID, typed: order })
  if (subject === null) {
    const refusal =
      order === ''
        ? 'The shop has not sent an order yet to try it on.'
        : unknownOrderSentence(order)
    return { order, refusal, previews: null }
  }
  // Asked for once, or the second look would ask for them in other words.
  const asked = askSettings(db, storeID)
  const storeOf = () => Promise.resolve(store)
  const door = { db, storeID, settings: asked, nowMs: Date.now(), storeOf }
  const before = await shownPreview(subject, { ...door, tryOut: asSaved })
  const after = await shownPreview(subject, { ...door, tryOut: () => asSaved(settings) })
  return before.preview === null || after.preview === null
    ? { order, refusal: before.refusal ?? after.refusal, previews: null }
    : {
        order: before.preview.order.number,
        refusal: null,
        previews: { before: before.preview, after: after.preview },
      }
}
