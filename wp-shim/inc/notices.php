<?php
/**
 * What a shopkeeper has to hear without looking for it.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Notices;

use Tillbridge\Acts;
use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Menu;
use Tillbridge\Move;
use Tillbridge\Outbox;
use Tillbridge\Screens;
use const Tillbridge\Check\BACKLOG_SECONDS_MAX;
use const Tillbridge\Trouble\NAMED;

defined( 'ABSPATH' ) || exit;

/** What is said, and until when that is good: one row by its key on a page of the admin, not autoloaded. */
const NOTICES_OPTION = 'tillbridge_notices';
const NOTICE_SECONDS = MINUTE_IN_SECONDS;

/** Of a user: that "paste the code" was read. */
const WELCOMED_META = 'tillbridge_welcomed';

/**
 * Listens.
 */
function bootstrap(): void {
	add_action( 'admin_notices', __NAMESPACE__ . '\print_notices' );
	add_action( 'tillbridge_connected', __NAMESPACE__ . '\forget' );
	add_action( 'tillbridge_disconnected', __NAMESPACE__ . '\forget' );
	Acts\register( 'welcomed', __NAMESPACE__ . '\remember_welcome' );
}

/**
 * Prints what there is to say, where somebody reads it who can act.
 */
function print_notices(): void {
	if ( ! current_user_can( Acts\CAPABILITY ) || ! Screens\is_ours() || is_said_there() ) {
		return;
	}
	if ( array() === Connection\wanted_kinds() && null === Connection\connection() ) {
		print_welcome();
		return;
	}
	foreach ( notices() as $notice ) {
		printf(
			'<div class="notice notice-%s"><p><strong>%s</strong> %s</p><p>%s <a href="%s">%s</a></p></div>',
			esc_attr( $notice['level'] ),
			esc_html__( 'QuickBooks:', 'tillbridge' ),
			esc_html( $notice['summary'] ),
			esc_html( $notice['remedy'] ),
			esc_url( Acts\settings_url() ),
			esc_html__( 'Open the Tillbridge settings', 'tillbridge' )
		);
	}
}

/**
 * Our settings, and the page that could not open Tillbridge's, say the same and more.
 */
function is_said_there(): bool {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- reads where we are.
	return Screens\is_settings() || Menu\SLUG === ( $_GET['page'] ?? '' );
}

/**
 * Once after activation, until it is read or done.
 */
function print_welcome(): void {
	if ( '' !== get_user_meta( get_current_user_id(), WELCOMED_META, true ) ) {
		return;
	}
	printf(
		'<div class="notice notice-info"><p>%s</p><p><a class="button button-primary" href="%s">%s</a> ',
		esc_html__( 'Tillbridge is ready. To bring orders into QuickBooks, paste the connection code under WooCommerce › Settings › Integration › Tillbridge.', 'tillbridge' ),
		esc_url( Acts\settings_url() ),
		esc_html__( 'Paste the code', 'tillbridge' )
	);
	Acts\print_button( 'welcomed', __( 'Do not show this again', 'tillbridge' ) );
	echo '</p></div>';
}

/**
 * Remembers that the welcome was read.
 *
 * @return array{is_good: bool, text: string}
 */
function remember_welcome(): array {
	update_user_meta( get_current_user_id(), WELCOMED_META, '1' );
	return array(
		'is_good' => true,
		'text'    => __( 'You find Tillbridge under WooCommerce › Settings › Integration.', 'tillbridge' ),
	);
}

/**
 * What there is to say, looked up once a minute.
 *
 * @return list<array{level: string, summary: string, remedy: string}>
 */
function notices(): array {
	$kept = get_option( NOTICES_OPTION );
	if ( is_array( $kept ) && isset( $kept['until'], $kept['notices'] ) && $kept['until'] > time() ) {
		return $kept['notices'];
	}
	$notices = current_notices();
	update_option(
		NOTICES_OPTION,
		array(
			'until'   => time() + NOTICE_SECONDS,
			'notices' => $notices,
		),
		false
	);
	return $notices;
}

/**
 * Looks anew at the next page.
 */
function forget(): void {
	delete_option( NOTICES_OPTION );
}

/**
 * What there is to say now. One reason is said once: a backlog is not told beside what caused it.
 *
 * @return list<array{level: string, summary: string, remedy: string}>
 */
function current_notices(): array {
	$state   = Delivery_State\state();
	$notices = array();
	$stopped = stopped_notice( $state['trouble'] );
	if ( null !== $stopped ) {
		$notices[] = $stopped;
	} else {
		$backlog = backlog_notice( Outbox\backlog()['oldest_marked_at'], $state['trouble'] );
		$notices = null === $backlog ? array() : array( $backlog );
	}
	if ( null !== $state['notice'] ) {
		$notices[] = notice( 'warning', $state['notice'] );
	}
	return $notices;
}

/**
 * Delivery stands until somebody acts.
 *
 * @param Problem|null $trouble What stopped it.
 * @return array{level: string, summary: string, remedy: string}|null
 */
function stopped_notice( ?array $trouble ): ?array {
	if ( Move\is_asked() ) {
		return array(
			'level'   => 'error',
			'summary' => __( 'This site stands at another address than the shop that was connected, so nothing is sent.', 'tillbridge' ),
			'remedy'  => __( 'Say in the settings whether this is the shop or a copy.', 'tillbridge' ),
		);
	}
	// Those with a name do not go away by themselves.
	$needs_a_person = null !== $trouble && in_array( $trouble['code'], NAMED, true );
	return $needs_a_person ? notice( 'error', $trouble ) : null;
}

/**
 * What waits has waited for long.
 *
 * @param int|null     $oldest_marked_at Unix seconds.
 * @param Problem|null $trouble          What stands in the way.
 * @return array{level: string, summary: string, remedy: string}|null
 */
function backlog_notice( ?int $oldest_marked_at, ?array $trouble ): ?array {
	if ( null === $oldest_marked_at || time() - $oldest_marked_at <= BACKLOG_SECONDS_MAX ) {
		return null;
	}
	return array(
		'level'   => 'warning',
		/* translators: %s: a date and time with how long ago that is */
		'summary' => sprintf( __( 'Something waits to be sent since %s.', 'tillbridge' ), Acts\moment( $oldest_marked_at ) ),
		'remedy'  => null === $trouble
			? __( 'Look under WooCommerce › Status › Scheduled Actions whether actions run at all. Nothing is lost meanwhile.', 'tillbridge' )
			: $trouble['summary'] . ' ' . $trouble['remedy'],
	);
}

/**
 * A Problem as a notice.
 *
 * @param string  $level   Of WordPress: error or warning.
 * @param Problem $problem What is wrong.
 * @return array{level: string, summary: string, remedy: string}
 */
function notice( string $level, array $problem ): array {
	return array(
		'level'   => $level,
		'summary' => $problem['summary'],
		'remedy'  => $problem['remedy'],
	);
}
