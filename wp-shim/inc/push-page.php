<?php
/**
 * WooCommerce › Send to QuickBooks: choose, count, send, watch, cancel.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Page;

use Tillbridge\Outcomes;
use Tillbridge\Push;
use Tillbridge\Push_Filter;
use Tillbridge\Push_Progress;
use Tillbridge\Push_Runs;
use const Tillbridge\PLUGIN_FILE;
use const Tillbridge\VERSION;

defined( 'ABSPATH' ) || exit;

const PAGE       = 'tillbridge-push';
const CAPABILITY = 'manage_woocommerce';

const PER_PAGE_OPTION = 'tillbridge_push_per_page';
const PER_PAGE        = 20;
const PER_PAGE_MAX    = 200;

/**
 * Registers the page.
 */
function bootstrap(): void {
	add_action( 'admin_menu', __NAMESPACE__ . '\add_page', 60 );
	add_filter( 'set_screen_option_' . PER_PAGE_OPTION, __NAMESPACE__ . '\per_page', 10, 3 );
}

/**
 * The entry in the menu of WooCommerce.
 */
function add_page(): void {
	if ( ! class_exists( 'WooCommerce' ) ) {
		return;
	}
	$hook = add_submenu_page(
		'woocommerce',
		__( 'Send to QuickBooks', 'tillbridge' ),
		__( 'Send to QuickBooks', 'tillbridge' ),
		CAPABILITY,
		PAGE,
		__NAMESPACE__ . '\show'
	);
	if ( false !== $hook ) {
		add_action( "load-$hook", __NAMESPACE__ . '\prepare' );
	}
}

/**
 * The address of the page.
 *
 * @param string               $kind  One of Push_Filter\KINDS.
 * @param array<string, mixed> $query More of it.
 */
function page_url( string $kind, array $query = array() ): string {
	return add_query_arg( urlencode_deep( array_merge( array( 'kind' => $kind ), $query ) ), admin_url( 'admin.php?page=' . PAGE ) );
}

/**
 * How many rows a person wants on a page.
 *
 * @param mixed  $status Of other filters.
 * @param string $option Its name.
 * @param mixed  $value  What was typed.
 * @return int
 */
function per_page( $status, string $option, $value ): int {
	return max( 1, min( PER_PAGE_MAX, (int) $value ) );
}

/**
 * Before anything is printed: assets and screen options of this screen alone, and the list, which
 * redirects from a page that is not there any more.
 */
function prepare(): void {
	// One step, for browsers without scripts.
	Push\go_on( 0 );
	load_table();
	add_screen_option(
		'per_page',
		array(
			'label'   => __( 'Records per page', 'tillbridge' ),
			'default' => PER_PAGE,
			'option'  => PER_PAGE_OPTION,
		)
	);
	$assets = plugins_url( 'assets/', PLUGIN_FILE );
	wp_enqueue_style( 'tillbridge-push', $assets . 'push.css', array(), VERSION );
	wp_enqueue_script( 'tillbridge-push', $assets . 'push.js', array(), VERSION, true );
	add_action( 'admin_head', __NAMESPACE__ . '\reload_without_script' );
	table();
}

/**
 * The class of the list, which only this screen needs.
 */
function load_table(): void {
	require_once ABSPATH . 'wp-admin/includes/class-wp-list-table.php';
	require_once __DIR__ . '/class-push-table.php';
}

/**
 * Where scripts are off, the page that shows a push opens itself again until all of it is sent.
 */
function reload_without_script(): void {
	$run = Push_Progress\shown();
	if ( null !== $run && ! Push_Progress\is_over( $run ) ) {
		echo '<noscript><meta http-equiv="refresh" content="5"></noscript>';
	}
}

/**
 * What the address asks for; a filter that cannot be is a WP_Error.
 *
 * @return array{kind: string, filter: PushFilter|\WP_Error}
 */
function asked(): array {
	// phpcs:disable WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- it only reads, and Push_Filter\read() lets nothing through that it does not know.
	$kind = isset( $_GET['kind'] ) && in_array( $_GET['kind'], Push_Filter\KINDS, true ) ? (string) $_GET['kind'] : 'orders';
	return array(
		'kind'   => $kind,
		'filter' => Push_Filter\read( $kind, chosen( wp_unslash( $_GET ) ) ),
	);
	// phpcs:enable
}

/**
 * What a form says of a filter.
 *
 * @param array<mixed> $form Without slashes.
 * @return array<string, mixed>
 */
function chosen( array $form ): array {
	return array(
		'after'     => $form['after'] ?? '',
		'before'    => $form['before'] ?? '',
		'statuses'  => (array) ( $form['statuses'] ?? array() ),
		'is_unsent' => ! empty( $form['unsent'] ),
	);
}

/**
 * The list of this request, made once.
 */
function table(): ?Push_Table {
	static $table = null;
	static $of    = null;
	$filter       = asked()['filter'];
	if ( $of !== $filter && ! is_wp_error( $filter ) && null === Push\refusal( $filter['kind'] ) ) {
		$per_page = (int) get_user_option( PER_PAGE_OPTION );
		$table    = new Push_Table( $filter, $per_page > 0 ? min( $per_page, PER_PAGE_MAX ) : PER_PAGE );
		$table->prepare_items();
		$of = $filter;
	}
	return $table;
}

/**
 * The page.
 */
function show(): void {
	$asked   = asked();
	$refusal = Push\refusal( $asked['kind'] );
	echo '<div class="wrap tillbridge-push"><h1>' . esc_html__( 'Send to QuickBooks', 'tillbridge' ) . '</h1>';
	show_said();
	Push_Progress\show();
	show_tabs( $asked['kind'] );
	if ( null !== $refusal ) {
		show_notice( 'warning', $refusal->get_error_message() );
		printf( '<p><a class="button" href="%s">%s</a></p>', esc_url( refusal_url( $refusal ) ), esc_html__( 'Open the settings', 'tillbridge' ) );
	} elseif ( is_wp_error( $asked['filter'] ) ) {
		show_notice( 'error', $asked['filter']->get_error_message() );
		printf( '<p><a class="button" href="%s">%s</a></p>', esc_url( page_url( $asked['kind'] ) ), esc_html__( 'Show all', 'tillbridge' ) );
	} else {
		show_choice( $asked['filter'] );
	}
	Push_Progress\show_last();
	echo '</div>';
}

/**
 * Where what stands in the way is mended.
 *
 * @param \WP_Error $refusal From Push\refusal().
 */
function refusal_url( \WP_Error $refusal ): string {
	return 'tillbridge_not_connected' === $refusal->get_error_code()
		? admin_url( 'admin.php?page=wc-settings&tab=integration&section=tillbridge' )
		: Outcomes\pages_url( '/settings' );
}

/**
 * What came of the last click.
 *
 * @param bool $is_movable Whether it goes where WordPress puts notices.
 */
function show_said( bool $is_movable = false ): void {
	$said = get_transient( said_transient() );
	if ( is_array( $said ) && isset( $said['type'], $said['text'] ) ) {
		delete_transient( said_transient() );
		show_notice( (string) $said['type'], (string) $said['text'], $is_movable );
	}
}

/**
 * Remembers a sentence for the page that is shown next.
 *
 * @param string $type `success`, `warning` or `error`.
 * @param string $text Plain.
 */
function say( string $type, string $text ): void {
	set_transient(
		said_transient(),
		array(
			'type' => $type,
			'text' => $text,
		),
		MINUTE_IN_SECONDS
	);
}

/**
 * Under which name this user's sentence waits.
 */
function said_transient(): string {
	return 'tillbridge_push_said_' . get_current_user_id();
}

/**
 * A notice.
 *
 * @param string $type       `success`, `warning` or `error`.
 * @param string $text       Plain.
 * @param bool   $is_movable Whether it goes where WordPress puts notices.
 */
function show_notice( string $type, string $text, bool $is_movable = false ): void {
	printf( '<div class="notice notice-%s %s" role="status"><p>%s</p></div>', esc_attr( $type ), $is_movable ? 'is-dismissible' : 'inline', esc_html( $text ) );
}

/**
 * Orders, products, customers.
 *
 * @param string $kind The one that is shown.
 */
function show_tabs( string $kind ): void {
	printf( '<nav class="nav-tab-wrapper" aria-label="%s">', esc_attr__( 'What to send', 'tillbridge' ) );
	foreach ( kind_names() as $name => $label ) {
		printf(
			'<a class="nav-tab%s" href="%s" aria-current="%s">%s</a>',
			esc_attr( $name === $kind ? ' nav-tab-active' : '' ),
			esc_url( page_url( $name ) ),
			esc_attr( $name === $kind ? 'page' : 'false' ),
			esc_html( $label )
		);
	}
	echo '</nav>';
}

/**
 * What the shop calls the kinds.
 *
 * @return array<string, string>
 */
function kind_names(): array {
	return array(
		'orders'    => __( 'Orders', 'tillbridge' ),
		'products'  => __( 'Products', 'tillbridge' ),
		'customers' => __( 'Customers', 'tillbridge' ),
	);
}

/**
 * The filters, the count, the buttons and the list.
 *
 * There are two forms: the list stands in the one that looks, so that the return key in a field never
 * sends anything; the boxes and buttons that send belong to the other by their `form` attribute.
 *
 * @param PushFilter $filter From Push_Filter\read().
 */
function show_choice( array $filter ): void {
	$table = table();
	if ( null === $table ) {
		return;
	}
	printf( '<form id="tillbridge-push-send" method="post" action="%s">', esc_url( admin_url( 'admin-post.php' ) ) );
	echo '<input type="hidden" name="action" value="tillbridge_push">';
	wp_nonce_field( 'tillbridge_push', 'tillbridge_nonce' );
	show_filter_again( $filter );
	echo '</form>';
	printf( '<form method="get" action="%s">', esc_url( admin_url( 'admin.php' ) ) );
	printf( '<input type="hidden" name="page" value="%s"><input type="hidden" name="kind" value="%s">', esc_attr( PAGE ), esc_attr( $filter['kind'] ) );
	show_filter( $filter );
	show_count( $filter['kind'], $table->total() );
	$table->display();
	echo '</form>';
}

/**
 * The filter for the form that sends.
 *
 * @param PushFilter $filter From Push_Filter\read().
 */
function show_filter_again( array $filter ): void {
	$fields = array(
		'kind'   => $filter['kind'],
		'after'  => $filter['after'],
		'before' => $filter['before'],
		'unsent' => $filter['is_unsent'] ? '1' : '',
	);
	foreach ( $fields as $name => $value ) {
		printf( '<input type="hidden" name="%s" value="%s">', esc_attr( $name ), esc_attr( $value ) );
	}
	foreach ( $filter['statuses'] as $status ) {
		printf( '<input type="hidden" name="statuses[]" value="%s">', esc_attr( $status ) );
	}
}

/**
 * The filters.
 *
 * @param PushFilter $filter From Push_Filter\read().
 */
function show_filter( array $filter ): void {
	$days = array(
		'after'  => 'customers' === $filter['kind'] ? __( 'Registered from', 'tillbridge' ) : __( 'Created from', 'tillbridge' ),
		'before' => __( 'to', 'tillbridge' ),
	);
	echo '<div class="tillbridge-push-filter"><p>';
	foreach ( $days as $name => $label ) {
		printf( '<label>%s <input type="date" name="%s" value="%s"></label> ', esc_html( $label ), esc_attr( $name ), esc_attr( $filter[ $name ] ) );
	}
	printf( '<label><input type="checkbox" name="unsent" value="1"%s> %s</label></p>', checked( $filter['is_unsent'], true, false ), esc_html__( 'Only what was not sent yet', 'tillbridge' ) );
	$statuses = Push_Filter\statuses( $filter['kind'] );
	if ( array() !== $statuses ) {
		printf( '<fieldset><legend>%s</legend>', esc_html__( 'Status (none ticked means any)', 'tillbridge' ) );
		foreach ( $statuses as $name => $label ) {
			printf( '<label><input type="checkbox" name="statuses[]" value="%s"%s> %s</label> ', esc_attr( $name ), checked( in_array( $name, $filter['statuses'], true ), true, false ), esc_html( $label ) );
		}
		echo '</fieldset>';
	}
	printf( '<p><button class="button">%s</button> <a href="%s">%s</a></p></div>', esc_html__( 'Show what matches', 'tillbridge' ), esc_url( page_url( $filter['kind'] ) ), esc_html__( 'Show all', 'tillbridge' ) );
}

/**
 * How many will go, and the button that sends them.
 *
 * @param string $kind  One of Push_Filter\KINDS.
 * @param int    $total How many match.
 */
function show_count( string $kind, int $total ): void {
	echo '<div class="tillbridge-push-count">';
	if ( 0 === $total ) {
		printf( '<p>%s</p></div>', esc_html__( 'Nothing matches. Drafts and what is in the trash never go.', 'tillbridge' ) );
		return;
	}
	printf( '<p>%s</p>', esc_html( Push_Progress\will_be_sent( $kind, $total ) ) );
	$other = Push_Runs\running();
	echo '<div class="tillbridge-push-act">';
	printf(
		'<button class="button button-primary" form="tillbridge-push-send" name="what" value="all"%s>%s</button>',
		esc_attr( null === $other ? '' : ' disabled' ),
		/* translators: %s: a number such as 1,204 */
		esc_html( sprintf( _n( 'Send the %s that matches', 'Send all %s that match', $total, 'tillbridge' ), number_format_i18n( $total ) ) )
	);
	if ( null !== $other ) {
		printf( '<span>%s</span>', esc_html__( 'Another push is running; it has to be finished or cancelled first.', 'tillbridge' ) );
	}
	echo '</div></div>';
}
