/** Makes anew what shop, Web Connector or company file is known by, once it was confirmed. */
import type { Context } from 'hono'
import { openDatabase } from '../../db/database.ts'
import {
  pinCompanyAgain,
  renewCode,
  renewFileID,
  renewPassword,
} from '../../session/connection-by-hand.ts'
import { whoOf } from '../../stores/person.ts'
import { secretPage } from '../../ui/connection-page.tsx'
import type { OwnerEnv } from '../owner.ts'
import { answered } from '../page-response.ts'
import { actNamed } from './connection.ts'
import { redirectWithFlash, shellOf } from './shell.ts'

const HERE = '/connection'

export async function actOnConnection(context: Context<OwnerEnv>): Promise<Response> {
  const form = await context.req.formData()
  const act = actNamed(form.get('act'))
  if (act === null) {
    return redirectWithFlash(context, {
      to: HERE,
      sentence: 'Nothing was done: there is no such button.',
    })
  }
  if (form.get('confirmed') !== 'yes') {
    return context.redirect(`${HERE}?ask=${act}`, 303)
  }
  const { store, who } = context.get('owner')
  const { storeID } = store
  const db = openDatabase(context.env.DB)
  const hand = { db, storeID, who: whoOf(who), nowMs: Date.now() }
  // A secret is shown in the answer itself: a redirect would have to carry it.
  switch (act) {
    case 'password': {
      const secret = await renewPassword(hand)
      return answered(context, secretPage(shellOf(context), { kind: 'password', secret }))
    }
    case 'code': {
      const key = context.env.TILLBRIDGE_KEY
      const { code } = await renewCode(store, { ...hand, key, isPreviousKept: true })
      return answered(context, secretPage(shellOf(context), { kind: 'code', secret: code }))
    }
    case 'identity':
      await renewFileID(store, hand)
      return redirectWithFlash(context, {
        to: HERE,
        sentence:
          'The .qwc file has a new identity: download it, remove Tillbridge from the Web Connector, and add the new file there.',
      })
    case 'pin':
      await pinCompanyAgain(hand)
      return redirectWithFlash(context, {
        to: HERE,
        sentence:
          'The next update takes the company file that is open for the shop’s. Press Update Selected in the Web Connector.',
      })
  }
}
