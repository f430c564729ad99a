/** What the preview's page shows: the order that was asked for, under the settings that stand. */
import type { Context } from 'hono'
import type { ParsedSettings } from '../../books/parse-settings.ts'
import type { Settings } from '../../books/settings.ts'
import type { ReadingDatabase } from '../../db/database.ts'
import { indentedXML } from '../../posting/indented-xml.ts'
import { previewPage } from '../../ui/preview-page.tsx'
import type { PreviewShown } from '../../ui/preview-page.tsx'
import type { ShownPreview } from '../../ui/preview.tsx'
import { placeOf } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'
import { answered } from '../page-response.ts'
import { previewUnder } from '../preview.ts'
import { findOrder } from './find-order.ts'
import { shellOf } from './shell.ts'

const TYPED_CHARACTERS_MAX = 100

export async function preview(context: Context<OwnerEnv>): Promise<Response> {
  const { admit, ...place } = placeOf(context)
  const typed = (context.req.query('order') ?? '').trim().slice(0, TYPED_CHARACTERS_MAX)
  const shown =
    typed === ''
      ? { preview: null, refusal: null }
      : await previewOf(typed, { ...place, nowMs: Date.now() })
  await admit()
  return answered(
    context,
    previewPage(shellOf(context), { typed, ...shown }),
    shown.refusal === null ? 200 : 404,
  )
}

type Door = { readonly db: ReadingDatabase; readonly storeID: string; readonly nowMs: number }

async function previewOf(typed: string, door: Door): Promise<Omit<PreviewShown, 'typed'>> {
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
  { tryOut, ...door }: Door & { readonly tryOut: (saved: Settings) => ParsedSettings },
): Promise<
  | { readonly preview: ShownPreview; readonly refusal: null }
  | { readonly preview: null; readonly refusal: string }
> {
  const of = { kind: 'subject', subject } as const
  const answer = await previewUnder(tryOut, { ...door, of })
  if ('status' in answer) {
    return { preview: null, refusal: answer.title }
  }
  const { creatingXML, postingXML } = answer
  return {
    preview: { ...answer, creatingXML: shownXML(creatingXML), postingXML: shownXML(postingXML) },
    refusal: null,
  }
}

function shownXML(xml: string | null): string | null {
  return xml === null ? null : indentedXML(xml)
}
