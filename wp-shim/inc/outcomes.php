<?php
/**
 * What became of a subject in the books: a private note on the order, and meta that the lists show.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Outcomes;

use Tillbridge\Changes;
use Tillbridge\Ledger;
use Tillbridge\Snapshot;
use Tillbridge\Trouble;
use function Tillbridge\Subject\id_of;
use function Tillbridge\Subject\is_subject;
use function Tillbridge\Subject\kind_of;

defined( 'ABSPATH' ) || exit;

/** Of an order or a user: the last outcome, and which were applied. */
const OUTCOME_META = '_tillbridge_outcome';
/** Of a note: that it is ours. */
const NOTE_META = '_tillbridge_note';

/** An outcome that comes again is dropped by this; more than a record has in a busy week. */
const APPLIED_MAX = 30;

const STATES = array( 'posted', 'held', 'withdrawn' );

/**
 * Nothing to hook: outcomes ride on the answers of the drain.
 */
function bootstrap(): void {
	add_filter( 'woocommerce_hidden_order_itemmeta', __NAMESPACE__ . '\hidden_meta' );
}

/**
 * Our meta is shown in its own box, not among the order's custom fields.
 *
 * @param mixed $keys Of others.
 * @return mixed
 */
function hidden_meta( $keys ) {
	return is_array( $keys ) ? array_merge( $keys, array( OUTCOME_META ) ) : $keys;
}

/**
 * Applies outcomes, oldest first. One that was applied before, or whose record is gone, changes nothing.
 *
 * @param mixed $outcomes As the answer has them.
 * @return int How many were new.
 */
function apply( $outcomes ): int {
	$applied = 0;
	foreach ( is_array( $outcomes ) ? $outcomes : array() as $received ) {
		$outcome = outcome_in( $received );
		if ( null === $outcome ) {
			continue;
		}
		try {
			Changes\hushed(
				static function () use ( $outcome, &$applied ): void {
					$applied += (int) apply_one( $outcome );
				}
			);
		} catch ( \Throwable $thrown ) {
			// Not kept for another try: it would fail at each run, and nothing behind it would be heard.
			tell_log( $outcome['subject'], $thrown );
		}
	}
	return $applied;
}

/**
 * Writes into WooCommerce › Status › Logs what another plugin stumbled over.
 *
 * @param string     $subject Such as `order:1042`.
 * @param \Throwable $thrown  What it threw.
 */
function tell_log( string $subject, \Throwable $thrown ): void {
	if ( function_exists( 'wc_get_logger' ) ) {
		wc_get_logger()->error( "The word from QuickBooks on $subject could not be kept whole: " . $thrown->getMessage(), array( 'source' => 'tillbridge' ) );
	}
}

/**
 * The last outcome of an order, as it was stored.
 *
 * @param \WC_Abstract_Order $order The order.
 * @return array{state: string, at: int, documents: list<OrderDocument>, problem: Problem|null, path: string, applied: list<string>}|null
 */
function outcome_of( \WC_Abstract_Order $order ): ?array {
	$stored = $order->get_meta( OUTCOME_META );
	// @phpstan-ignore return.type (only stored_form() writes it)
	return is_array( $stored ) && isset( $stored['state'] ) ? $stored : null;
}

/**
 * An outcome in few words, as plain text, such as `Sales Receipt 1042, $54.30`.
 *
 * @param array{state: string, documents: list<OrderDocument>, problem: Problem|null} $outcome  As stored.
 * @param string                                                                      $currency Of the order.
 */
function sentence( array $outcome, string $currency ): string {
	$problem = null === $outcome['problem'] ? '' : trim( $outcome['problem']['summary'] . ' ' . $outcome['problem']['remedy'] );
	switch ( $outcome['state'] ) {
		case 'posted':
			$documents = implode( '; ', array_map( static fn ( array $document ): string => document_text( $document, $currency ), $outcome['documents'] ) );
			/* translators: %s: such as "Sales Receipt 1042, $54.30" */
			return '' === $documents ? __( 'In QuickBooks.', 'tillbridge' ) : sprintf( __( 'In QuickBooks: %s.', 'tillbridge' ), $documents );
		case 'held':
			/* translators: %s: why, and what to do */
			return sprintf( __( 'QuickBooks: waiting. %s', 'tillbridge' ), $problem );
		default:
			/* translators: %s: why */
			return sprintf( __( 'QuickBooks: not sent. %s', 'tillbridge' ), $problem );
	}
}

/**
 * A document, such as `Sales Receipt 1042, $54.30`; a customer has no amount.
 *
 * @param OrderDocument $document As stored.
 * @param string        $currency Of the order.
 */
function document_text( array $document, string $currency ): string {
	$name = trim( document_name( $document['kind'] ) . ' ' . $document['number'] );
	if ( 'Customer' === $document['kind'] ) {
		return $name;
	}
	$amount = wp_strip_all_tags( wc_price( $document['amount'], array( 'currency' => $currency ) ) );
	return "$name, " . html_entity_decode( $amount, ENT_QUOTES, 'UTF-8' );
}

/**
 * What QuickBooks calls a kind of document.
 *
 * @param string $kind Such as `SalesReceipt`.
 */
function document_name( string $kind ): string {
	$names = array(
		'SalesReceipt'       => __( 'Sales Receipt', 'tillbridge' ),
		'Invoice'            => __( 'Invoice', 'tillbridge' ),
		'SalesOrder'         => __( 'Sales Order', 'tillbridge' ),
		'Estimate'           => __( 'Estimate', 'tillbridge' ),
		'CreditMemo'         => __( 'Credit Memo', 'tillbridge' ),
		'ReceivePayment'     => __( 'Payment', 'tillbridge' ),
		'Check'              => __( 'Check', 'tillbridge' ),
		'ARRefundCreditCard' => __( 'Credit Card Refund', 'tillbridge' ),
		'Deposit'            => __( 'Deposit', 'tillbridge' ),
		'Customer'           => __( 'Customer', 'tillbridge' ),
	);
	return $names[ $kind ] ?? trim( (string) preg_replace( '/(?<=[a-z])(?=[A-Z])/', ' ', $kind ) );
}

/**
 * The address, in this admin, that opens a page of Tillbridge's.
 *
 * @param string $path Such as `/orders/1042`.
 */
function pages_url( string $path ): string {
	return add_query_arg( 'to', rawurlencode( $path ), admin_url( 'admin.php?page=tillbridge' ) );
}

/**
 * Applies one outcome to its record.
 *
 * @param Outcome $outcome From outcome_in.
 */
function apply_one( array $outcome ): bool {
	switch ( kind_of( $outcome['subject'] ) ) {
		case 'order':
			return apply_to_order( id_of( $outcome['subject'] ), $outcome );
		case 'customer':
			return apply_to_customer( id_of( $outcome['subject'] ), $outcome );
		default:
			// Stock and prices will come back here.
			return false;
	}
}

/**
 * A note where it says something new, and the meta.
 *
 * @param int     $order_id The order's ID.
 * @param Outcome $outcome  From outcome_in.
 */
function apply_to_order( int $order_id, array $outcome ): bool {
	Snapshot\forget_what_was_read();
	$order = wc_get_order( $order_id );
	if ( ! $order instanceof \WC_Order ) {
		return false;
	}
	$before = outcome_of( $order );
	if ( null !== $before && in_array( $outcome['key'], $before['applied'], true ) ) {
		return false;
	}
	$text = sentence( $outcome, $order->get_currency() );
	if ( null === $before || sentence( $before, $order->get_currency() ) !== $text ) {
		try {
			add_note( $order, $text, $outcome['path'] );
		} catch ( \Throwable $thrown ) {
			tell_log( $outcome['subject'], $thrown );
		}
	}
	$order->update_meta_data( OUTCOME_META, stored_form( $outcome, $before['applied'] ?? array() ) );
	$order->save_meta_data();
	// Saving meta moves the order's date, which is no news of the order.
	Snapshot\forget_what_was_read();
	$saved    = wc_get_order( $order_id );
	$modified = $saved instanceof \WC_Order ? $saved->get_date_modified() : null;
	if ( null !== $modified ) {
		Ledger\note_modified( $outcome['subject'], gmdate( 'Y-m-d\TH:i:s', $modified->getTimestamp() ) );
	}
	return true;
}

/**
 * A private note with a link to the order's page.
 *
 * @param \WC_Order $order The order.
 * @param string    $text  Plain.
 * @param string    $path  Of the page.
 */
function add_note( \WC_Order $order, string $text, string $path ): void {
	$note_id = $order->add_order_note(
		sprintf( '%s <a href="%s">%s</a>', esc_html( $text ), esc_url( pages_url( $path ) ), esc_html__( 'Show in Tillbridge', 'tillbridge' ) )
	);
	if ( $note_id > 0 ) {
		add_comment_meta( $note_id, NOTE_META, '1', true );
	}
}

/**
 * The meta of a customer with an account.
 *
 * @param int     $user_id The user's ID.
 * @param Outcome $outcome From outcome_in.
 */
function apply_to_customer( int $user_id, array $outcome ): bool {
	if ( false === get_userdata( $user_id ) ) {
		return false;
	}
	$before  = get_user_meta( $user_id, OUTCOME_META, true );
	$applied = is_array( $before ) && is_array( $before['applied'] ?? null ) ? array_values( $before['applied'] ) : array();
	if ( in_array( $outcome['key'], $applied, true ) ) {
		return false;
	}
	update_user_meta( $user_id, OUTCOME_META, stored_form( $outcome, $applied ) );
	return true;
}

/**
 * An outcome as it is stored.
 *
 * @param array<string, mixed> $outcome From outcome_in.
 * @param list<string>         $applied Keys of those before.
 * @return array<string, mixed>
 */
function stored_form( array $outcome, array $applied ): array {
	return array(
		'state'     => $outcome['state'],
		'at'        => $outcome['at'],
		'documents' => $outcome['documents'],
		'problem'   => $outcome['problem'],
		'path'      => $outcome['path'],
		'applied'   => array_slice( array_merge( $applied, array( $outcome['key'] ) ), -APPLIED_MAX ),
	);
}

/**
 * An outcome as it was received, or null where it is none that we know.
 *
 * @param mixed $received From an answer.
 * @return Outcome|null
 */
function outcome_in( $received ): ?array {
	if ( ! is_array( $received ) || ! is_string( $received['id'] ?? null ) || ! is_string( $received['subject'] ?? null ) ) {
		return null;
	}
	if ( ! is_subject( $received['subject'] ) || ! in_array( $received['state'] ?? null, STATES, true ) ) {
		return null;
	}
	$documents = array();
	foreach ( is_array( $received['documents'] ?? null ) ? $received['documents'] : array() as $document ) {
		$documents[] = array(
			'kind'   => (string) ( $document['kind'] ?? '' ),
			'number' => (string) ( $document['refNumber'] ?? '' ),
			'amount' => (int) ( $document['totalCents'] ?? 0 ) / 100,
		);
	}
	$at_ms = (int) ( $received['atMs'] ?? 0 );
	return array(
		// The time, too: after a backup of the Worker was restored an ID can come again for something else.
		'key'       => $received['id'] . '@' . $at_ms,
		'subject'   => $received['subject'],
		'state'     => $received['state'],
		'at'        => intdiv( $at_ms, 1000 ),
		'documents' => $documents,
		'problem'   => Trouble\problem_in( $received['problem'] ?? null ),
		'path'      => (string) wp_parse_url( (string) ( $received['url'] ?? '' ), PHP_URL_PATH ),
	);
}
