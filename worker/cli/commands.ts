/** The operator's commands. To add one, add a row; a key of one word is a command without a verb. */
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { deploy } from './deploy.ts'
import { doctor } from './doctor.ts'
import { logExport } from './log-export.ts'
import { logList } from './log-list.ts'
import { matchAccept, matchForget, matchForgetAsks, matchList } from './match.ts'
import { mirrorList } from './mirror-list.ts'
import { orderPreview } from './order-preview.ts'
import { orderTimeline } from './order-timeline.ts'
import { problemsList, problemsRepair, problemsRepairAsks } from './problems.ts'
import { queueCancel, queueCancelAsks, queueMove, queuePause, queueRetry } from './queue-change.ts'
import { queueList } from './queue-list.ts'
import { restore, restoreAsks } from './restore.ts'
import { settingsGet } from './settings-get.ts'
import { settingsHistory } from './settings-history.ts'
import { settingsSet } from './settings-set.ts'
import { settingsUndo } from './settings-undo.ts'
import { storeAdd } from './store-add.ts'
import { storeDefaults } from './store-defaults.ts'
import { storeList } from './store-list.ts'
import { storeMove } from './store-move.ts'
import { storePause, storeResume } from './store-pause.ts'
import { storeQwc } from './store-qwc.ts'
import { storeRemove, storeRemoveAsks } from './store-remove.ts'
import { storeRename } from './store-rename.ts'
import { storeRotateSecret } from './store-rotate-secret.ts'
import { storeShow } from './store-show.ts'
import { storeSignIn } from './store-sign-in.ts'
import { storeSignOut } from './store-sign-out.ts'
import { storeVerify } from './store-verify.ts'

export const COMMANDS: Readonly<Record<string, Command>> = {
  'store add': {
    usage: 'store add NAME --shop URL [--since DATE] [--type desktop|pos] [--url ORIGIN]',
    does: 'adds a store and says its connection code and password, once',
    example: 'store add "My shop" --shop https://shop.example',
    options: ['shop', 'since', 'type', 'url'],
    run: storeAdd,
  },
  'store list': {
    usage: 'store list',
    does: 'lists the stores',
    example: 'store list --json',
    run: storeList,
  },
  'store show': {
    usage: 'store show STORE',
    does: 'shows one store: its shop, its company file, its queue, when each was heard of last',
    example: 'store show k3f9x2',
    run: storeShow,
  },
  'store rename': {
    usage: 'store rename STORE NAME',
    does: 'gives a store another name',
    example: 'store rename k3f9x2 "Larkspur Supply"',
    run: storeRename,
  },
  'store pause': {
    usage: 'store pause STORE',
    does: 'stops sending to QuickBooks within one call; the queue keeps filling',
    example: 'store pause k3f9x2',
    run: storePause,
  },
  'store resume': {
    usage: 'store resume STORE',
    does: 'lets updates go on after a pause',
    example: 'store resume k3f9x2',
    run: storeResume,
  },
  'store remove': {
    usage: 'store remove STORE',
    does: 'removes a store with all that is kept of it',
    example: 'store remove k3f9x2 --yes',
    asks: storeRemoveAsks,
    run: storeRemove,
  },
  'store rotate-secret': {
    usage: 'store rotate-secret STORE [--lost-key]',
    does: 'prints a new connection code; the old one stays good for 24 hours',
    example: 'store rotate-secret k3f9x2',
    options: ['lost-key'],
    run: storeRotateSecret,
  },
  'store qwc': {
    usage: 'store qwc STORE [--new-file]',
    does: 'prints the file that the Web Connector is set up with',
    example: 'store qwc k3f9x2 > tillbridge.qwc',
    options: ['new-file'],
    run: storeQwc,
  },
  'store defaults': {
    usage: 'store defaults STORE',
    does: 'accepts the suggested mapping of every tax rate and gateway seen so far',
    example: 'store defaults k3f9x2',
    run: storeDefaults,
  },
  'store sign-in': {
    usage: 'store sign-in STORE [--to PATH]',
    does: 'prints a link into the store’s pages that is good once and for a minute',
    example: 'store sign-in k3f9x2',
    options: ['to'],
    run: storeSignIn,
  },
  'store sign-out': {
    usage: 'store sign-out STORE',
    does: 'signs everybody out of the store’s pages',
    example: 'store sign-out k3f9x2',
    run: storeSignOut,
  },
  'store move': {
    usage: 'store move STORE --shop URL',
    does: 'takes the shop’s orders from its new address, and from the old one no more',
    example: 'store move k3f9x2 --shop https://new.example',
    options: ['shop'],
    run: storeMove,
  },
  'store verify': {
    usage: 'store verify STORE',
    does: 'after a restored backup, of QuickBooks or of this database: looks for all again',
    example: 'store verify k3f9x2',
    run: storeVerify,
  },
  'settings get': {
    usage: 'settings get STORE [KEY]',
    does: 'shows each setting, whether it is the default, and what it means',
    example: 'settings get k3f9x2 mapping.gateways',
    run: settingsGet,
  },
  'settings set': {
    usage: 'settings set STORE KEY VALUE',
    does: 'changes one; VALUE is text or JSON',
    example: 'settings set k3f9x2 mapping.gateways.stripe.paymentMethodName "Visa"',
    run: settingsSet,
  },
  'settings history': {
    usage: 'settings history STORE [--limit N]',
    does: 'lists who changed what and when, newest first',
    example: 'settings history k3f9x2 --limit 5',
    options: ['limit'],
    run: settingsHistory,
  },
  'settings undo': {
    usage: 'settings undo STORE [VERSION]',
    does: 'takes the newest change back, or brings back an older version',
    example: 'settings undo k3f9x2',
    run: settingsUndo,
  },
  'order preview': {
    usage: 'order preview STORE (ORDER | --file FILE) [--settings FILE] [--xml] [--url ORIGIN]',
    does: 'shows what an order would be in the books and why; ORDER is a number, FILE an order as the REST API gives it, or settings to try',
    example: 'order preview k3f9x2 1042 --xml',
    options: ['file', 'settings', 'xml', 'url'],
    run: orderPreview,
  },
  'order timeline': {
    usage: 'order timeline STORE ORDER',
    does: 'tells what became of an order, from the shop’s first news to what stands in QuickBooks, every attempt',
    example: 'order timeline k3f9x2 1042',
    run: orderTimeline,
  },
  'match list': {
    usage: 'match list STORE [--limit N]',
    does: 'lists which customers and items of QuickBooks were taken for whom and why, and what is suggested for the mapping',
    example: 'match list k3f9x2',
    options: ['limit'],
    run: matchList,
  },
  'match accept': {
    usage: 'match accept STORE (KEY … | --exact | --all)',
    does: 'accepts suggestions: some, those that stand in QuickBooks by that very name, or all',
    example: 'match accept k3f9x2 --exact',
    options: ['exact', 'all'],
    run: matchAccept,
  },
  'match forget': {
    usage: 'match forget STORE SUBJECT',
    does: 'has a customer or an item looked up anew when it is needed',
    example: 'match forget k3f9x2 customer:7',
    asks: matchForgetAsks,
    run: matchForget,
  },
  'problems list': {
    usage: 'problems list STORE',
    does: 'lists what is wrong with the store, and what holds orders by cause, each with its remedy and what Tillbridge can do about it',
    example: 'problems list k3f9x2',
    run: problemsList,
  },
  'problems repair': {
    usage: 'problems repair STORE CODE [REPAIR] [NAME] [INSTEAD|SUBJECT]',
    does: 'does what Tillbridge can do about a cause, for all that it holds; of several repairs the first that is listed. NAME is the entry of QuickBooks that is meant, INSTEAD the name in the settings that it takes the place of, SUBJECT which of the shop’s customers or products it is',
    example: 'problems repair k3f9x2 unmapped-gateway choose:deposit-account Checking',
    asks: problemsRepairAsks,
    run: problemsRepair,
  },
  'queue list': {
    usage: 'queue list STORE [--state STATE] [--cause CODE] [--kind KIND] [--limit N]',
    does: 'lists what waits, what is held and why, and what went',
    example: 'queue list k3f9x2 --state blocked',
    options: ['state', 'cause', 'kind', 'limit'],
    run: queueList,
  },
  'queue retry': {
    usage: 'queue retry STORE (ENTRY … | [--state STATE] [--cause CODE] [--kind KIND] | --all)',
    does: 'tries entries again at the next update, also deleted ones; ENTRY is its number or subject',
    example: 'queue retry k3f9x2 --cause period-closed',
    options: ['state', 'cause', 'kind', 'all'],
    run: queueRetry,
  },
  'queue pause': {
    usage: 'queue pause STORE (ENTRY … | [--state STATE] [--cause CODE] [--kind KIND] | --all)',
    does: 'lets entries wait until they are tried again, change in the shop or are sent there by hand',
    example: 'queue pause k3f9x2 order:1042',
    options: ['state', 'cause', 'kind', 'all'],
    run: queuePause,
  },
  'queue cancel': {
    usage: 'queue cancel STORE (ENTRY … | [--state STATE] [--cause CODE] [--kind KIND] | --all)',
    does: 'deletes entries from the queue; each stays deleted until it changes in the shop or is sent there by hand',
    example: 'queue cancel k3f9x2 order:1042',
    options: ['state', 'cause', 'kind', 'all'],
    asks: queueCancelAsks,
    run: queueCancel,
  },
  'queue move': {
    usage:
      'queue move STORE (ENTRY … | [--state STATE] [--cause CODE] [--kind KIND] | --all) [--to first|last|back]',
    does: 'lets entries go before or behind the others of their kind',
    example: 'queue move k3f9x2 order:1042 --to first',
    options: ['state', 'cause', 'kind', 'all', 'to'],
    run: queueMove,
  },
  'mirror list': {
    usage: 'mirror list STORE',
    does: 'lists which of QuickBooks’ lists are known, how long each is and when it was read',
    example: 'mirror list k3f9x2',
    run: mirrorList,
  },
  'log list': {
    usage:
      'log list STORE [--subject SUBJECT] [--event EVENT] [--since TIME] [--until TIME] [--limit N]',
    does: 'lists what happened, newest first',
    example: 'log list k3f9x2 --subject order:1042',
    options: ['subject', 'event', 'since', 'until', 'limit'],
    run: logList,
  },
  'log export': {
    usage:
      'log export STORE FILE [--format csv|jsonl] [--subject SUBJECT] [--event EVENT] [--since TIME] [--until TIME]',
    does: 'writes what happened into a file, newest first: CSV for a spreadsheet, or a JSON value a line',
    example: 'log export k3f9x2 log.csv --since 2026-01-01',
    options: ['format', 'subject', 'event', 'since', 'until'],
    run: logExport,
  },
  doctor: {
    usage: 'doctor [--url ORIGIN]',
    does: 'looks whether all is well, and says of what is not what is wrong, why, and what to do; then it exits with 1',
    example: 'doctor --remote',
    options: ['url'],
    run: doctor,
  },
  deploy: {
    usage: 'deploy [--shop URL] [--name NAME] [--url ORIGIN] [--dry-run]',
    does: 'makes database, tables, secrets, Worker and the first store in your Cloudflare account; safe to run again',
    example: 'deploy --shop https://shop.example --dry-run',
    options: ['shop', 'name', 'url', 'dry-run'],
    run: deploy,
  },
  backup: {
    usage: 'backup STORE FILE',
    does: 'writes all that is kept of a store into a file, with counts and hashes',
    example: 'backup k3f9x2 larkspur.backup --remote',
    run: backup,
  },
  restore: {
    usage: 'restore FILE [--overwrite]',
    does: 'brings a store back from a backup; QuickBooks is read before anything is sent',
    example: 'restore larkspur.backup --remote',
    options: ['overwrite'],
    asks: restoreAsks,
    run: restore,
  },
}
