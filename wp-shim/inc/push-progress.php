<?php
/**
 * What a push says of itself: how far it is, what stands in its way, and who asked for the last ones.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Push_Progress;

use Tillbridge\Delivery_State;
use Tillbridge\Push_Filter;
use Tillbridge\Push_Runs;

defined( 'ABSPATH' ) || exit;

/** So long the newest push is shown large after it came to its end. */
const SHOWN_SECONDS = HOUR_IN_SECONDS;

/**
 * What will happen, before it does, such as `1,204 orders will be sent. …`.
 *
 * @param string $kind  One of Push_Filter\KINDS.
 * @param int    $count How many.
 */
function will_be_sent( string $kind, int $count ): string {
	$number = number_format_i18n( $count );
	switch ( $kind ) {
		case 'orders':
			/* translators: %s: a number such as 1,204 */
			return sprintf( _n( '%s order will be sent. Orders that stand in QuickBooks already are compared, not doubled.', '%s orders will be sent. Orders that stand in QuickBooks already are compared, not doubled.', $count, 'tillbridge' ), $number );
		case 'products':
			/* translators: %s: a number such as 1,204 */
			return sprintf( _n( '%s product or variation will be sent. Items that stand in QuickBooks already are compared, not doubled.', '%s products and variations will be sent. Items that stand in QuickBooks already are compared, not doubled.', $count, 'tillbridge' ), $number );
		default:
			/* translators: %s: a number such as 1,204 */
			return sprintf( _n( '%s customer will be sent. Customers that stand in QuickBooks already are compared, not doubled.', '%s customers will be sent. Customers that stand in QuickBooks already are compared, not doubled.', $count, 'tillbridge' ), $number );
	}
}

/**
 * A number of records, such as `1,204 orders`.
 *
 * @param string $kind  One of Push_Filter\KINDS.
 * @param int    $count How many.
 */
function amount( string $kind, int $count ): string {
	$number = number_format_i18n( $count );
	switch ( $kind ) {
		case 'orders':
			/* translators: %s: a number such as 1,204 */
			return sprintf( _n( '%s order', '%s orders', $count, 'tillbridge' ), $number );
		case 'products':
			/* translators: %s: a number such as 1,204 */
			return sprintf( _n( '%s product or variation', '%s products and variations', $count, 'tillbridge' ), $number );
		default:
			/* translators: %s: a number such as 1,204 */
			return sprintf( _n( '%s customer', '%s customers', $count, 'tillbridge' ), $number );
	}
}

/**
 * All that is shown of a push, as the page prints it and as the script asks for it.
 *
 * @param array{id: string, kind: string, total: int, done: int, state: string, began_at: int} $run The newest one.
 * @return array{title: string, value: int, max: int, sentence: string, trouble: string, is_running: bool, is_over: bool}
 */
function report( array $run ): array {
	$progress   = Push_Runs\progress( $run );
	$trouble    = Delivery_State\state()['trouble'];
	$is_running = Push_Runs\RUNNING === $run['state'];
	$is_over    = ! $is_running && 0 === $progress['waiting'];
	return array(
		'title'      => title( $run, $is_over ),
		'value'      => $progress['told'] + $progress['refused'],
		'max'        => max( 1, $is_running ? $run['total'] : $run['done'] ),
		'sentence'   => trim( sentence( $run, $progress ) . ' ' . hint( $run, $progress ) ),
		'trouble'    => null === $trouble || $is_over ? '' : trim( $trouble['summary'] . ' ' . $trouble['remedy'] ),
		'is_running' => $is_running,
		'is_over'    => $is_over,
	);
}

/**
 * The heading.
 *
 * @param array{kind: string, total: int, done: int, state: string} $run     A push.
 * @param bool                                                      $is_over Whether nothing of it waits.
 */
function title( array $run, bool $is_over ): string {
	if ( Push_Runs\CANCELLED === $run['state'] ) {
		/* translators: 1: such as "500 orders", 2: a number such as 1,204 */
		return sprintf( __( 'Cancelled after %1$s of %2$s', 'tillbridge' ), amount( $run['kind'], $run['done'] ), number_format_i18n( $run['total'] ) );
	}
	/* translators: %s: such as "1,204 orders" */
	return sprintf( $is_over ? __( 'Sent: %s', 'tillbridge' ) : __( 'Sending %s', 'tillbridge' ), amount( $run['kind'], $is_over ? $run['done'] : $run['total'] ) );
}

/**
 * How far it is.
 *
 * @param array{kind: string, total: int, done: int, state: string} $run      A push.
 * @param array{waiting: int, refused: int, told: int}              $progress What became of its records.
 */
function sentence( array $run, array $progress ): string {
	/* translators: %s: a number */
	$said = array( sprintf( __( '%s sent', 'tillbridge' ), number_format_i18n( $progress['told'] ) ) );
	if ( $progress['waiting'] > 0 || Push_Runs\RUNNING === $run['state'] ) {
		/* translators: %s: a number */
		$said[] = sprintf( __( '%s on their way', 'tillbridge' ), number_format_i18n( $progress['waiting'] ) );
	}
	if ( $run['total'] > $run['done'] && Push_Runs\RUNNING === $run['state'] ) {
		/* translators: %s: a number */
		$said[] = sprintf( __( '%s still to come', 'tillbridge' ), number_format_i18n( $run['total'] - $run['done'] ) );
	}
	if ( $progress['refused'] > 0 ) {
		/* translators: %s: a number */
		$said[] = sprintf( __( '%s set aside with a reason', 'tillbridge' ), number_format_i18n( $progress['refused'] ) );
	}
	return implode( ', ', $said ) . '.';
}

/**
 * What a person before the screen may count on.
 *
 * @param array{state: string}                         $run      A push.
 * @param array{waiting: int, refused: int, told: int} $progress What became of its records.
 */
function hint( array $run, array $progress ): string {
	$is_running = Push_Runs\RUNNING === $run['state'];
	if ( ! $is_running && 0 === $progress['waiting'] ) {
		return __( 'QuickBooks takes them at its next sync.', 'tillbridge' );
	}
	return Push_Runs\CANCELLED === $run['state']
		? __( 'What is on its way still goes; nothing more is added.', 'tillbridge' )
		: __( 'You may leave this page: it goes on by itself.', 'tillbridge' );
}

/**
 * The push that the page shows: the one that runs, or the newest, while it is news.
 *
 * @return PushRun|null
 */
function shown(): ?array {
	$run = Push_Runs\running() ?? ( Push_Runs\runs()[0] ?? null );
	if ( null === $run || ( is_over( $run ) && $run['ended_at'] + SHOWN_SECONDS < time() ) ) {
		return null;
	}
	return $run;
}

/**
 * Whether nothing of a push has still to be sent.
 *
 * @param array{kind: string, done: int, began_at: int, state: string} $run The newest one.
 */
function is_over( array $run ): bool {
	return Push_Runs\RUNNING !== $run['state'] && 0 === Push_Runs\progress( $run )['waiting'];
}

/**
 * How far it is, with the button that cancels.
 */
function show(): void {
	$run = shown();
	if ( null === $run ) {
		return;
	}
	$report = report( $run );
	printf(
		'<section class="tillbridge-push-run" aria-labelledby="tillbridge-push-title" data-run="%s" data-nonce="%s" data-over="%s">',
		esc_attr( $run['id'] ),
		esc_attr( wp_create_nonce( 'tillbridge_push_step' ) ),
		esc_attr( $report['is_over'] ? '1' : '' )
	);
	printf( '<h2 id="tillbridge-push-title">%s</h2>', esc_html( $report['title'] ) );
	printf( '<progress aria-labelledby="tillbridge-push-title" max="%d" value="%d"></progress>', (int) $report['max'], (int) $report['value'] );
	printf( '<p class="tillbridge-push-sentence" role="status">%s</p>', esc_html( $report['sentence'] ) );
	printf( '<p class="tillbridge-push-trouble" role="alert"%s>%s</p>', esc_attr( '' === $report['trouble'] ? ' hidden' : '' ), esc_html( $report['trouble'] ) );
	if ( $report['is_running'] ) {
		show_cancel( $run );
	}
	echo '</section>';
}

/**
 * The button that cancels, and what it does not do.
 *
 * @param array{id: string, kind: string} $run The one that runs.
 */
function show_cancel( array $run ): void {
	printf( '<form class="tillbridge-push-cancel tillbridge-push-act" method="post" action="%s">', esc_url( admin_url( 'admin-post.php' ) ) );
	printf( '<input type="hidden" name="action" value="tillbridge_push_cancel"><input type="hidden" name="run" value="%s"><input type="hidden" name="kind" value="%s">', esc_attr( $run['id'] ), esc_attr( $run['kind'] ) );
	wp_nonce_field( 'tillbridge_push_cancel', 'tillbridge_nonce' );
	printf( '<button class="button" aria-describedby="tillbridge-push-cancel-hint">%s</button> <span id="tillbridge-push-cancel-hint">%s</span></form>', esc_html__( 'Cancel', 'tillbridge' ), esc_html__( 'What is on its way by then still goes.', 'tillbridge' ) );
}

/**
 * The last pushes, with who and when.
 */
function show_last(): void {
	$runs = Push_Runs\runs();
	if ( array() === $runs ) {
		return;
	}
	printf( '<h2>%s</h2><table class="widefat striped tillbridge-push-last"><thead><tr>', esc_html__( 'Last sent by hand', 'tillbridge' ) );
	foreach ( array( __( 'When', 'tillbridge' ), __( 'Who', 'tillbridge' ), __( 'What', 'tillbridge' ), __( 'Result', 'tillbridge' ) ) as $heading ) {
		printf( '<th scope="col">%s</th>', esc_html( $heading ) );
	}
	echo '</tr></thead><tbody>';
	foreach ( $runs as $run ) {
		printf(
			'<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>',
			esc_html( (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $run['began_at'] ) ),
			esc_html( who( $run['user_id'] ) ),
			esc_html( what( $run['filter'] ) ),
			esc_html( result( $run ) )
		);
	}
	echo '</tbody></table>';
}

/**
 * Who asked.
 *
 * @param int $user_id 0 for the command line.
 */
function who( int $user_id ): string {
	$user = $user_id > 0 ? get_userdata( $user_id ) : false;
	if ( false !== $user ) {
		return $user->display_name;
	}
	/* translators: %d: a number */
	return 0 === $user_id ? __( 'Command line', 'tillbridge' ) : sprintf( __( 'User %d', 'tillbridge' ), $user_id );
}

/**
 * What was asked for, in words.
 *
 * @param PushFilter $filter Of a push.
 */
function what( array $filter ): string {
	$names = array(
		'orders'    => __( 'Orders', 'tillbridge' ),
		'products'  => __( 'Products', 'tillbridge' ),
		'customers' => __( 'Customers', 'tillbridge' ),
	);
	$words = array( $names[ $filter['kind'] ] ?? $filter['kind'] );
	foreach ( array( 'after', 'before' ) as $name ) {
		if ( '' !== $filter[ $name ] ) {
			/* translators: %s: a date */
			$words[] = sprintf( 'after' === $name ? __( 'from %s', 'tillbridge' ) : __( 'to %s', 'tillbridge' ), $filter[ $name ] );
		}
	}
	$statuses = Push_Filter\statuses( $filter['kind'] );
	foreach ( $filter['statuses'] as $status ) {
		$words[] = $statuses[ $status ] ?? $status;
	}
	if ( $filter['is_unsent'] ) {
		$words[] = __( 'not sent yet', 'tillbridge' );
	}
	if ( array() !== $filter['ids'] ) {
		$words[] = __( 'chosen one by one', 'tillbridge' );
	}
	return implode( ', ', $words );
}

/**
 * What came of it.
 *
 * @param array{kind: string, total: int, done: int, state: string} $run A push.
 */
function result( array $run ): string {
	switch ( $run['state'] ) {
		case Push_Runs\FINISHED:
			return amount( $run['kind'], $run['done'] );
		case Push_Runs\CANCELLED:
			return title( $run, true );
		default:
			/* translators: 1: such as "500 orders", 2: a number such as 1,204 */
			return sprintf( __( 'Running: %1$s of %2$s', 'tillbridge' ), amount( $run['kind'], $run['done'] ), number_format_i18n( $run['total'] ) );
	}
}
