/** Puts one store's Web Connector calls in order, and decides nothing. */
import { DurableObject } from 'cloudflare:workers'
import { openDatabase } from '../db/database.ts'
import { leaseOf } from '../env.ts'
import type { Env } from '../env.ts'
import type { QbwcCall } from '../soap/operations.ts'
import { encodeReply } from '../soap/replies.ts'
import { hexOf } from '../stores/password.ts'
import { findStore } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import { answerCall } from './answer-call.ts'
import { leaseEndMs } from './authenticate.ts'
import { closeSession } from './close-session.ts'
import { findLiveSession } from './sessions.ts'
import type { World } from './world.ts'

/** The only thing the object keeps: whose alarm it is. D1 is the truth. */
const STORE_ID = 'storeID'

export class StoreSession extends DurableObject<Env> {
  /**
   * Five concurrent calls that each read and then wrote one D1 row through one object all read the
   * old value: an awaited D1 query opens the input gate. So each call waits for the one before it.
   */
  private last: Promise<unknown> = Promise.resolve()

  /** The reply as a SOAP envelope. */
  async answer(call: QbwcCall, storeID: string): Promise<string> {
    return this.inTurn(async () => {
      const world = await this.world(storeID)
      const reply = await answerCall(call, world)
      await this.setAlarm(world)
      return encodeReply(reply)
    })
  }

  override async alarm(): Promise<void> {
    const storeID = await this.ctx.storage.get<string>(STORE_ID)
    if (storeID === undefined) {
      return
    }
    await this.inTurn(async () => {
      const world = await this.world(storeID)
      const live = await findLiveSession(world.db, storeID)
      if (live !== null && leaseEndMs(live, world) <= world.nowMs) {
        await closeSession(live, world)
      }
      await this.setAlarm(world)
    })
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.last.then(act, act)
    this.last = turn.catch(() => undefined)
    return turn
  }

  private async setAlarm(world: World): Promise<void> {
    const live = await findLiveSession(world.db, world.store.storeID)
    if (live === null) {
      await this.ctx.storage.deleteAlarm()
      return
    }
    await this.ctx.storage.put(STORE_ID, world.store.storeID)
    await this.ctx.storage.setAlarm(leaseEndMs(live, world))
  }

  private async world(storeID: string): Promise<World> {
    const db = openDatabase(this.env.DB)
    const store: Store | null = await findStore(db, storeID)
    if (store === null) {
      throw new Error(`no store ${storeID}`)
    }
    return {
      db,
      store,
      nowMs: Date.now(),
      randomHex,
      jitter: () => Math.random(),
      lease: leaseOf(this.env),
    }
  }
}

function randomHex(characters: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(Math.ceil(characters / 2)))
  return hexOf(bytes).slice(0, characters)
}
