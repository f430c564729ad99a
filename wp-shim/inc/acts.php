<?php
/**
 * What a person may do in the admin: each act is a POST with a nonce, and works without script.
 *
 * WooCommerce's screens are one large form each, and forms do not nest. So our buttons belong, by
 * their `form` attribute, to a form of our own at the end of the page.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Acts;

use function Tillbridge\Screens\is_ours;
use function Tillbridge\Screens\is_settings;

defined( 'ABSPATH' ) || exit;

const CAPABILITY  = 'manage_woocommerce';
const NONCE       = 'tillbridge_act';
const NONCE_FIELD = 'tillbridge_nonce';
const FORM_ID     = 'tillbridge-acts';

/** In an address: that there is something to say to the one who acted. */
const SAID_QUERY     = 'tillbridge_said';
const SAID_TRANSIENT = 'tillbridge_said_';
const SAID_SECONDS   = 5 * MINUTE_IN_SECONDS;

/**
 * Prints the form and what came of the last act.
 */
function bootstrap(): void {
	add_action( 'admin_footer', __NAMESPACE__ . '\print_form' );
	add_action( 'admin_notices', __NAMESPACE__ . '\print_said' );
}

/**
 * Opens the door for an act. It goes back to where it was asked for.
 *
 * @param string                                                         $name Such as `disconnect`.
 * @param callable(): array{is_good: bool, text: string, field?: string} $act  Says what came of it; `field` where that stands beside a field.
 */
function register( string $name, callable $act ): void {
	add_action(
		'admin_post_tillbridge_' . $name,
		static function () use ( $act ): void {
			admit();
			$said = $act();
			set_transient( SAID_TRANSIENT . get_current_user_id(), $said, SAID_SECONDS );
			$from = wp_get_referer();
			$back = add_query_arg( SAID_QUERY, '1', false === $from ? settings_url() : $from );
			wp_safe_redirect( isset( $said['field'] ) ? $back . '#' . $said['field'] : $back );
			exit;
		}
	);
}

/**
 * Lets nobody in who may not run the shop, or whom another site sent.
 */
function admit(): void {
	if ( ! current_user_can( CAPABILITY ) ) {
		wp_die( esc_html__( 'Only who may manage WooCommerce can do this.', 'tillbridge' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( NONCE, NONCE_FIELD );
}

/**
 * Prints a button that does an act.
 *
 * @param string                                                                                                                         $name    As it was registered.
 * @param string                                                                                                                         $label   What it says.
 * @param array{field?: string, value?: string, is_primary?: bool, id?: string, described_by?: string, label?: string, confirm?: string} $options `field` and `value` go with it; `label` is for those who hear the button without its row.
 */
function print_button( string $name, string $label, array $options = array() ): void {
	$attributes = array(
		'type'             => 'submit',
		'class'            => ( $options['is_primary'] ?? false ) ? 'button button-primary' : 'button',
		'form'             => FORM_ID,
		'formaction'       => add_query_arg( 'action', 'tillbridge_' . $name, admin_url( 'admin-post.php' ) ),
		'id'               => $options['id'] ?? '',
		'name'             => $options['field'] ?? '',
		'value'            => $options['value'] ?? '',
		'aria-label'       => $options['label'] ?? '',
		'aria-describedby' => $options['described_by'] ?? '',
		'data-confirm'     => $options['confirm'] ?? '',
	);
	echo '<button';
	foreach ( $attributes as $attribute => $value ) {
		if ( '' !== $value ) {
			printf( ' %s="%s"', esc_attr( $attribute ), esc_attr( $value ) );
		}
	}
	echo '>' . esc_html( $label ) . '</button> ';
}

/**
 * The form that all our buttons belong to.
 */
function print_form(): void {
	if ( ! is_ours() || ! current_user_can( CAPABILITY ) ) {
		return;
	}
	printf( '<form id="%s" method="post" action="%s">', esc_attr( FORM_ID ), esc_url( admin_url( 'admin-post.php' ) ) );
	// The IDs of two nonce fields on one page would be the same.
	printf( '<input type="hidden" name="%s" value="%s">', esc_attr( NONCE_FIELD ), esc_attr( wp_create_nonce( NONCE ) ) );
	printf( '<input type="hidden" name="_wp_http_referer" value="%s">', esc_attr( remove_query_arg( SAID_QUERY ) ) );
	echo '</form>';
}

/**
 * What came of the act that led to this page, or null.
 *
 * @return array{is_good: bool, text: string, field?: string}|null
 */
function said(): ?array {
	static $said = null;
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- says only that there is something to read.
	if ( ! isset( $_GET[ SAID_QUERY ] ) ) {
		return null;
	}
	if ( null === $said ) {
		$kept = get_transient( SAID_TRANSIENT . get_current_user_id() );
		$said = is_array( $kept ) && isset( $kept['is_good'], $kept['text'] ) ? $kept : null;
		delete_transient( SAID_TRANSIENT . get_current_user_id() );
	}
	return $said;
}

/**
 * Says what came of the last act, unless the settings say it in their own place: WooCommerce shows
 * notices there only by script.
 */
function print_said(): void {
	if ( ! is_settings() ) {
		print_said_as( 'notice is-dismissible notice' );
	}
}

/**
 * Prints what came of the last act, unless that stands beside a field.
 *
 * @param string $css_class To which `-success` or `-error` is added.
 */
function print_said_as( string $css_class ): void {
	$said = current_user_can( CAPABILITY ) ? said() : null;
	if ( null === $said || isset( $said['field'] ) ) {
		return;
	}
	printf(
		'<div class="%s-%s" role="%s"><p>%s</p></div>',
		esc_attr( $css_class ),
		esc_attr( $said['is_good'] ? 'success' : 'error' ),
		esc_attr( $said['is_good'] ? 'status' : 'alert' ),
		esc_html( $said['text'] )
	);
}

/**
 * One field of the form that came, as plain text.
 *
 * @param string $name Of the field.
 */
function posted( string $name ): string {
	// phpcs:ignore WordPress.Security.NonceVerification.Missing -- admit() came first.
	return isset( $_POST[ $name ] ) && is_string( $_POST[ $name ] ) ? sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) : '';
}

/**
 * Where the settings are.
 */
function settings_url(): string {
	return admin_url( 'admin.php?page=wc-settings&tab=integration&section=tillbridge' );
}

/**
 * Who acts, as the Worker writes it into its record of acts.
 *
 * @return array{id: int, name: string, email: string}
 */
function actor(): array {
	$user = wp_get_current_user();
	return array(
		'id'    => (int) $user->ID,
		'name'  => (string) $user->display_name,
		'email' => (string) $user->user_email,
	);
}

/**
 * A moment in the shop's own time, such as `26 November 2026 10:15 (3 hours ago)`.
 *
 * @param int $at Unix seconds.
 */
function moment( int $at ): string {
	$format = get_option( 'date_format' ) . ' ' . get_option( 'time_format' );
	/* translators: 1: a date and time, 2: such as "3 hours" */
	return sprintf( __( '%1$s (%2$s ago)', 'tillbridge' ), (string) wp_date( $format, $at ), human_time_diff( $at ) );
}
