<?php
/**
 * What the page's buttons do: send, cancel, and the script's asking how far it is.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Acts;

use Tillbridge\Delivery;
use Tillbridge\Push;
use Tillbridge\Push_Filter;
use Tillbridge\Push_Page;
use Tillbridge\Push_Progress;
use Tillbridge\Push_Runs;

defined( 'ABSPATH' ) || exit;

/** Of one asking: the bar moves at least so often. */
const MARK_SECONDS  = 1;
const DRAIN_SECONDS = 4;

/**
 * Registers the buttons.
 */
function bootstrap(): void {
	add_action( 'admin_post_tillbridge_push', __NAMESPACE__ . '\send' );
	add_action( 'admin_post_tillbridge_push_cancel', __NAMESPACE__ . '\cancel' );
	add_action( 'wp_ajax_tillbridge_push_step', __NAMESPACE__ . '\step' );
}

/**
 * Sends what was ticked, or all that matches.
 */
function send(): void {
	admit( 'tillbridge_push' );
	// phpcs:disable WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- admit() checked it; Push_Filter\read() lets nothing through that it does not know.
	$form = wp_unslash( $_POST );
	// phpcs:enable
	$kind    = is_string( $form['kind'] ?? null ) ? $form['kind'] : '';
	$is_all  = 'all' === ( $form['what'] ?? '' );
	$chosen  = $is_all ? Push_Page\chosen( $form ) : array( 'ids' => (array) ( $form['ids'] ?? array() ) );
	$filter  = Push_Filter\read( $kind, $chosen );
	$outcome = $filter;
	if ( ! is_wp_error( $filter ) ) {
		$outcome = $is_all ? Push\begin( $filter, get_current_user_id() ) : Push\send_chosen( $filter, get_current_user_id() );
	}
	if ( is_wp_error( $outcome ) ) {
		Push_Page\say( 'error', $outcome->get_error_message() );
	}
	$back = in_array( $kind, Push_Filter\KINDS, true ) ? $kind : 'orders';
	wp_safe_redirect( Push_Page\page_url( $back, is_wp_error( $filter ) || ! $is_all ? array() : asked_again( $filter ) ) );
	exit;
}

/**
 * The filter as the page's address has it.
 *
 * @param PushFilter $filter From Push_Filter\read().
 * @return array<string, mixed>
 */
function asked_again( array $filter ): array {
	return array_filter(
		array(
			'after'    => $filter['after'],
			'before'   => $filter['before'],
			'statuses' => $filter['statuses'],
			'unsent'   => $filter['is_unsent'] ? '1' : '',
		)
	);
}

/**
 * Cancels the push that runs.
 */
function cancel(): void {
	admit( 'tillbridge_push_cancel' );
	// phpcs:disable WordPress.Security.NonceVerification -- admit() checked it.
	$id   = isset( $_POST['run'] ) ? sanitize_key( wp_unslash( $_POST['run'] ) ) : '';
	$kind = isset( $_POST['kind'] ) ? sanitize_key( wp_unslash( $_POST['kind'] ) ) : '';
	// phpcs:enable
	if ( ! Push\cancel( $id ) ) {
		Push_Page\say( 'warning', __( 'It had already come to its end, so there was nothing to cancel.', 'tillbridge' ) );
	}
	wp_safe_redirect( Push_Page\page_url( in_array( $kind, Push_Filter\KINDS, true ) ? $kind : 'orders' ) );
	exit;
}

/**
 * Goes on with the push and answers how far it is.
 */
function step(): void {
	if ( ! current_user_can( Push_Page\CAPABILITY ) || false === check_ajax_referer( 'tillbridge_push_step', 'nonce', false ) ) {
		wp_send_json_error( array( 'sentence' => __( 'This page is too old to go on. Open it again; what was begun goes on by itself.', 'tillbridge' ) ), 403 );
	}
	$id  = isset( $_POST['run'] ) ? sanitize_key( wp_unslash( $_POST['run'] ) ) : '';
	$run = Push_Runs\run( $id );
	if ( null === $run ) {
		wp_send_json_error( array( 'sentence' => __( 'This push is too old to be shown. Open the page again.', 'tillbridge' ) ), 404 );
	}
	Push\go_on( MARK_SECONDS );
	// It keeps the pause that a failure asks for: nobody asked by hand.
	Delivery\drain( array( 'seconds' => DRAIN_SECONDS ) );
	wp_send_json_success( Push_Progress\report( Push_Runs\run( $id ) ?? $run ) );
}

/**
 * Lets in whoever runs the shop and meant it.
 *
 * @param string $act Of the nonce.
 */
function admit( string $act ): void {
	if ( ! current_user_can( Push_Page\CAPABILITY ) ) {
		wp_die( esc_html__( 'Only who may manage WooCommerce can send records to QuickBooks.', 'tillbridge' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( $act, 'tillbridge_nonce' );
}
