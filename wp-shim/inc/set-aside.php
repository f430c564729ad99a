<?php
/**
 * What could not be sent and why, with a button that sends it again.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Set_Aside;

use Tillbridge\Acts;
use Tillbridge\Outbox;
use function Tillbridge\Subject\id_of;
use function Tillbridge\Subject\is_subject;
use function Tillbridge\Subject\kind_of;

defined( 'ABSPATH' ) || exit;

const ROWS_SHOWN_MAX = 50;
/** One press sends so many; what is left is said. */
const ROWS_SENT_MAX = 500;

/**
 * Registers the two buttons. The first is on the order's screen, too.
 */
function bootstrap(): void {
	Acts\register( 'send', __NAMESPACE__ . '\send' );
	Acts\register( 'send_all', __NAMESPACE__ . '\send_all' );
}

/**
 * Sends one record because a person asks for it.
 *
 * @return array{is_good: bool, text: string}
 */
function send(): array {
	$subject = Acts\posted( 'subject' );
	if ( ! is_subject( $subject ) ) {
		return array(
			'is_good' => false,
			'text'    => __( 'This record is not known. Open the page anew and try again.', 'tillbridge' ),
		);
	}
	if ( ! Outbox\mark( array( $subject ), true ) ) {
		return not_noted();
	}
	return array(
		'is_good' => true,
		/* translators: %s: such as "Order 1042" */
		'text'    => sprintf( __( '%s is on its way and leaves within a minute or two.', 'tillbridge' ), name_of( $subject ) ),
	);
}

/**
 * Sends again all that was set aside or put off.
 *
 * @return array{is_good: bool, text: string}
 */
function send_all(): array {
	$subjects = array_column( Outbox\rows_with_problem( ROWS_SENT_MAX ), 'subject' );
	if ( ! Outbox\mark( $subjects, true ) ) {
		return not_noted();
	}
	return array(
		'is_good' => true,
		/* translators: %d: how many records */
		'text'    => sprintf( _n( '%d record is on its way again.', '%d records are on their way again.', count( $subjects ), 'tillbridge' ), count( $subjects ) ),
	);
}

/**
 * The database did not take it.
 *
 * @return array{is_good: bool, text: string}
 */
function not_noted(): array {
	return array(
		'is_good' => false,
		'text'    => __( 'The shop’s database was busy, so nothing was noted. Press the button again.', 'tillbridge' ),
	);
}

/**
 * Prints the table, where there is something in it.
 */
function print_panel(): void {
	$rows = Outbox\rows_with_problem( ROWS_SHOWN_MAX );
	if ( array() === $rows ) {
		return;
	}
	printf( '<h3 id="tillbridge-aside">%s</h3>', esc_html__( 'Could not be sent', 'tillbridge' ) );
	printf( '<p>%s</p>', esc_html__( 'These stay here until the record changes or you send it again. Everything else goes on.', 'tillbridge' ) );
	printf(
		'<table class="widefat striped tillbridge-aside" aria-labelledby="tillbridge-aside"><thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col"><span class="screen-reader-text">%s</span></th></tr></thead><tbody>',
		esc_html__( 'Record', 'tillbridge' ),
		esc_html__( 'Why, and what to do', 'tillbridge' ),
		esc_html__( 'Send again', 'tillbridge' )
	);
	foreach ( $rows as $row ) {
		print_row( $row );
	}
	echo '</tbody></table><p class="submit">';
	Acts\print_button( 'send_all', __( 'Send all again', 'tillbridge' ) );
	if ( ROWS_SHOWN_MAX === count( $rows ) ) {
		/* translators: %d: how many records are shown */
		printf( '<span class="description">%s</span>', esc_html( sprintf( __( 'The newest %d are shown.', 'tillbridge' ), ROWS_SHOWN_MAX ) ) );
	}
	echo '</p>';
}

/**
 * Prints one record.
 *
 * @param array{subject: string, state: string, problem: Problem} $row From the outbox.
 */
function print_row( array $row ): void {
	$name = name_of( $row['subject'] );
	$url  = edit_url( $row['subject'] );
	printf(
		'<tr><th scope="row">%s</th><td><strong>%s</strong><br>%s</td><td>',
		'' === $url ? esc_html( $name ) : sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html( $name ) ), // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped in both.
		esc_html( $row['problem']['summary'] ),
		esc_html( $row['problem']['remedy'] )
	);
	Acts\print_button(
		'send',
		__( 'Send again', 'tillbridge' ),
		array(
			'field' => 'subject',
			'value' => $row['subject'],
			/* translators: %s: such as "Order 1042" */
			'label' => sprintf( __( 'Send %s again', 'tillbridge' ), $name ),
		)
	);
	echo '</td></tr>';
}

/**
 * What a shopkeeper calls a record, such as `Order 1042`.
 *
 * @param string $subject Such as `order:1042`.
 */
function name_of( string $subject ): string {
	$id = (string) id_of( $subject );
	switch ( kind_of( $subject ) ) {
		case 'order':
			$order = function_exists( 'wc_get_order' ) ? wc_get_order( (int) $id ) : false;
			/* translators: %s: a number */
			return sprintf( __( 'Order %s', 'tillbridge' ), $order instanceof \WC_Order ? $order->get_order_number() : $id );
		case 'customer':
			/* translators: %s: a number */
			return sprintf( __( 'Customer %s', 'tillbridge' ), $id );
		case 'variation':
			/* translators: %s: a number */
			return sprintf( __( 'Variation %s', 'tillbridge' ), $id );
		default:
			/* translators: %s: a number */
			return sprintf( __( 'Product %s', 'tillbridge' ), $id );
	}
}

/**
 * Where a record is opened, or nothing.
 *
 * @param string $subject Such as `order:1042`.
 */
function edit_url( string $subject ): string {
	$id = id_of( $subject );
	switch ( kind_of( $subject ) ) {
		case 'order':
			$order = function_exists( 'wc_get_order' ) ? wc_get_order( $id ) : false;
			return $order instanceof \WC_Order ? $order->get_edit_order_url() : '';
		case 'customer':
			return (string) get_edit_user_link( $id );
		case 'variation':
			return (string) get_edit_post_link( (int) wp_get_post_parent_id( $id ), 'raw' );
		default:
			return (string) get_edit_post_link( $id, 'raw' );
	}
}
