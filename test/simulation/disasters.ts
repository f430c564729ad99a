/** What befalls the whole: backups that come back, memories that go, calls out of the past. */
import { backUp, forgetMessageSets, restore } from '../../worker/practice/person.ts'
import { wordsOf } from './calls.ts'
import { advance, switchOff } from './office-steps.ts'
import type { Scene } from './scene.ts'
import { sendAllAgain } from './shop.ts'

const RESTORE_MS = 60_000

export async function landLateWrite({ bridge, trace }: Scene): Promise<void> {
  trace.say(() => 'the write of an evicted object lands')
  await bridge.landLateWrite()
}

export async function repeatStray({ bridge, strays, random, trace }: Scene): Promise<void> {
  const [call] = strays.splice(random.int(0, strays.length - 1), 1)
  if (call !== undefined && !bridge.isAnswering()) {
    trace.say(() => `a call arrives once more: ${wordsOf(call)}`)
    await bridge.call(call)
  }
}

export function forgetSets({ ledger, trace }: Scene): void {
  trace.say(() => 'QuickBooks forgets its message sets')
  forgetMessageSets(ledger.company)
}

/** First a copy is made, later it is put back: once a run. */
export async function restoreCompany(scene: Scene): Promise<void> {
  const { trace, ledger, backups, office } = scene
  const { company } = backups
  if (company === null) {
    trace.say(() => 'the company file is backed up')
    backups.company = backUp(ledger.company)
    return
  }
  if (company === 'restored') {
    return
  }
  // QuickBooks restores a file only while nobody has it open.
  for (const connector of office.connectors) {
    await switchOff(scene, connector)
  }
  // It takes a while, and the TxnIDs after it, which count seconds, are others than those it lost.
  await advance(scene, RESTORE_MS)
  trace.say(() => 'an older copy of the company file is put back')
  restore(ledger.company, company)
  backups.company = 'restored'
}

export async function restoreWorker(scene: Scene): Promise<void> {
  const { trace, bridge, backups, parcels } = scene
  switch (backups.worker) {
    case 'none':
      trace.say(() => 'the Worker’s database is backed up')
      bridge.backUp()
      backups.worker = 'made'
      return
    case 'made':
      trace.say(() => 'the Worker’s database is put back to its backup')
      bridge.restore()
      // SPEC.md: a verification belongs to every restoring.
      await bridge.verifyBooks()
      // A POST lasts seconds; the plugin notices at its next sweep.
      parcels.length = 0
      backups.worker = 'restored'
      return
    case 'restored':
      tellShop(scene)
      return
    case 'noticed':
  }
}

/** The plugin's sweep finds that the Worker does not know what was delivered. */
export function tellShop({ trace, shop, backups }: Scene): void {
  if (backups.worker === 'restored') {
    trace.say(() => 'the shop sends everything again, under a new epoch')
    sendAllAgain(shop)
    backups.worker = 'noticed'
  }
}
