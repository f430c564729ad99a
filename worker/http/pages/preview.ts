/** What the preview's page shows: the order that was asked for, under the settings that stand. */
import type { Context } from 'hono'
import type { ParsedSettings } from '../../books/parse-settings.ts'
import type { Settings } from '../../books/settings.ts'
import { indentedXML } from '../../posting/indented-xml.ts'
import { messageSetsOf } from '../../session/preview-work.ts'
import type { Markup } from '../../ui/page.tsx'
import { previewPage } from '../../ui/preview-page.tsx'
import type { PreviewShown } from '../../ui/preview-page.tsx'
import { previewSetsPage } from '../../ui/preview-sets-page.tsx'
import type { ShownPreview } from '../../ui/preview.tsx'
import { previewPathOf } from '../../ui/subject-name.ts'
import { askSettings } from '../../stores/settings.ts'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { answered } from '../page-response.ts'
import { previewInStore } from '../preview.ts'
import type { PageDoor, TryOut } from '../preview.ts'
import { findOrder } from './find-order.ts'
import { shellOf } from './shell.ts'

const TYPED_CHARACTERS_MAX = 100

export async function preview(context: Context<OwnerEnv>): Promise<Response> {
  const door = doorOf(context)
  const typed = (context.req.query('order') ?? '').trim().slice(0, TYPED_CHARACTERS_MAX)
  const shown = typed === '' ? { preview: null, refusal: null } : await previewOf(typed, door)
  await door.storeOf()
  return answered(
    context,
    previewPage(shellOf(context), { typed, ...shown }),
    shown.refusal === null ? 200 : 404,
  )
}

/** Its store is known once anything was read, and then who asked is its owner. */
function doorOf(context: Context<OwnerEnv>): PageDoor {
  const { admit, db, storeID } = placeOf(context)
  const settings = askSettings(db, storeID)
  return { db, storeID, settings, nowMs: Date.now(), storeOf: async () => (await admit()).store }
}

async function previewOf(typed: string, door: PageDoor): Promise<Omit<PreviewShown, 'typed'>> {
  const subject = await findOrder(door.db, { ...door, typed })
  return subject === null
    ? { preview: null, refusal: unknownOrderSentence(typed) }
    : shownPreview(subject, { ...door, tryOut: asSaved })
}

export function unknownOrderSentence(typed: string): string {
  return `Tillbridge has no order “${typed}”: the shop never sent it, or it was left out. Send it from the order’s page in the shop, then look again.`
}

export function asSaved(settings: Settings): ParsedSettings {
  return { kind: 'settings', settings }
}

export async function shownPreview(
  subject: string,
  door: PageDoor & { readonly tryOut: TryOut },
): Promise<
  | { readonly preview: ShownPreview; readonly refusal: null }
  | { readonly preview: null; readonly refusal: string }
> {
  const answer = await previewInStore({ kind: 'subject', subject }, door)
  if ('status' in answer) {
    return { preview: null, refusal: answer.title }
  }
  const { sent, settings } = answer
  const isAnythingSent = sent.creating.length + sent.posting.length > 0
  // They are shown as the settings that stand make them.
  const setsPath =
    isAnythingSent && settings.tried.length === 0
      ? `/preview/sets?order=${encodeURIComponent(subject)}`
      : null
  return { preview: { ...answer, setsPath }, refusal: null }
}

/** The message sets of a preview, apart: few read them, and they are as long as all else. */
export async function previewedSets(context: Context<OwnerEnv>): Promise<Markup | null> {
  const of = { kind: 'subject', subject: context.req.query('order') ?? '' } as const
  const answer = await previewInStore(of, { ...doorOf(context), tryOut: asSaved })
  if ('status' in answer) {
    return null
  }
  const { creatingXML, postingXML } = messageSetsOf(answer.sent)
  return previewSetsPage(shellOf(context), {
    number: answer.order.number,
    path: previewPathOf(answer.order.subject),
    creating: shownXML(creatingXML),
    posting: shownXML(postingXML),
  })
}

function shownXML(xml: string | null): string | null {
  return xml === null ? null : indentedXML(xml)
}
