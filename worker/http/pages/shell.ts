/** What every page is given: whose store it is, who looks at it, and what was just done. */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { whoOf } from '../../stores/person.ts'
import type { Store } from '../../stores/store.ts'
import type { Shell } from '../../ui/layout.tsx'
import type { ShopFacts } from '../../woo/changes.ts'
import { cookieAttributes } from '../owner.ts'
import type { OwnerEnv } from '../owner.ts'

const FLASH_COOKIE = 'tillbridge-flash'
const FLASH_CHARACTERS_MAX = 400
/** As long as a redirect may take. */
const FLASH_SECONDS = 60

export function shellOf(context: Context<OwnerEnv>): Shell {
  const { store, who, formToken } = context.get('owner')
  return {
    storeName: store.name,
    shopURL: store.shopURL,
    who: whoOf(who),
    formToken,
    flash: takeFlash(context),
    nowMs: Date.now(),
    ...shopWords(store),
  }
}

export function shopWords({ shop }: Store): Pick<Shell, 'timeZone' | 'currency'> {
  const facts = shop as ShopFacts | null
  return { timeZone: facts?.timeZone ?? 'UTC', currency: facts?.currency ?? '' }
}

/** Back to where the form was, with a sentence about what came of it. */
export function redirectWithFlash(
  context: Context<OwnerEnv>,
  { to, sentence }: { readonly to: string; readonly sentence: string },
): Response {
  setCookie(context, FLASH_COOKIE, sentence.slice(0, FLASH_CHARACTERS_MAX), {
    ...cookieAttributes(context),
    maxAge: FLASH_SECONDS,
  })
  return context.redirect(to, 303)
}

function takeFlash(context: Context<OwnerEnv>): string | null {
  const flash = getCookie(context, FLASH_COOKIE)
  if (flash === undefined || flash === '') {
    return null
  }
  setCookie(context, FLASH_COOKIE, '', { ...cookieAttributes(context), maxAge: 0 })
  return flash.slice(0, FLASH_CHARACTERS_MAX)
}
