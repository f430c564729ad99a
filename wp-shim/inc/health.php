<?php
/**
 * Tools › Site Health: one test, and what somebody who helps wants to know, without secrets.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Health;

use Tillbridge\Acts;
use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Installation;
use Tillbridge\Notices;
use Tillbridge\Outbox;
use const Tillbridge\VERSION;

defined( 'ABSPATH' ) || exit;

/**
 * Listens.
 */
function bootstrap(): void {
	add_filter( 'site_status_tests', __NAMESPACE__ . '\with_test' );
	add_filter( 'debug_information', __NAMESPACE__ . '\with_facts' );
}

/**
 * The tests with ours. It asks nobody over the network, so that it answers at once.
 *
 * @param mixed $tests By kind.
 * @return mixed
 */
function with_test( $tests ) {
	if ( is_array( $tests ) ) {
		$tests['direct']['tillbridge'] = array(
			'label' => __( 'Delivery to QuickBooks', 'tillbridge' ),
			'test'  => __NAMESPACE__ . '\result',
		);
	}
	return $tests;
}

/**
 * Critical where nothing goes until somebody acts, recommended where something waits.
 *
 * @return array<string, mixed>
 */
function result(): array {
	if ( null === Connection\connection() ) {
		return told( 'recommended', __( 'The shop is not connected to QuickBooks yet', 'tillbridge' ), __( 'Paste the connection code, or remove the Tillbridge plugin if you do not use it.', 'tillbridge' ) );
	}
	if ( ! Installation\is_complete() ) {
		return told( 'critical', __( 'Changes of the shop are not noted for QuickBooks', 'tillbridge' ), __( 'The tables of Tillbridge are missing from the database and cannot be made. Ask your host whether the database’s user may create tables.', 'tillbridge' ) );
	}
	$state   = Delivery_State\state();
	$stopped = Notices\stopped_notice( $state['trouble'] );
	if ( null !== $stopped ) {
		return told( 'critical', __( 'Delivery to QuickBooks is stopped', 'tillbridge' ), $stopped['summary'] . ' ' . $stopped['remedy'] );
	}
	$backlog = Outbox\backlog();
	$waits   = Notices\backlog_notice( $backlog['oldest_marked_at'], $state['trouble'] );
	if ( null !== $waits ) {
		return told( 'critical', __( 'Orders have waited for QuickBooks for more than an hour', 'tillbridge' ), $waits['summary'] . ' ' . $waits['remedy'] );
	}
	if ( null !== $state['trouble'] ) {
		return told( 'recommended', __( 'Delivery to QuickBooks is interrupted', 'tillbridge' ), $state['trouble']['summary'] . ' ' . $state['trouble']['remedy'] );
	}
	if ( $backlog['refused'] > 0 ) {
		/* translators: %d: how many records */
		$text = sprintf( _n( '%d record could not be sent. The settings say why.', '%d records could not be sent. The settings say why.', $backlog['refused'], 'tillbridge' ), $backlog['refused'] );
		return told( 'recommended', __( 'Something could not be sent to QuickBooks', 'tillbridge' ), $text );
	}
	return told( 'good', __( 'Orders go to QuickBooks without delay', 'tillbridge' ), __( 'Tillbridge is connected, and nothing waits for long.', 'tillbridge' ) );
}

/**
 * A result as Site Health takes it.
 *
 * @param string $status      `good`, `recommended` or `critical`.
 * @param string $label       The headline.
 * @param string $description Sentences.
 * @return array<string, mixed>
 */
function told( string $status, string $label, string $description ): array {
	return array(
		'label'       => $label,
		'status'      => $status,
		'badge'       => array(
			'label' => __( 'QuickBooks', 'tillbridge' ),
			'color' => 'blue',
		),
		'description' => '<p>' . esc_html( $description ) . '</p>',
		'actions'     => sprintf( '<p><a href="%s">%s</a></p>', esc_url( Acts\settings_url() ), esc_html__( 'Open the Tillbridge settings', 'tillbridge' ) ),
		'test'        => 'tillbridge',
	);
}

/**
 * The facts of Site Health with ours; the secret is none of them.
 *
 * @param mixed $facts By section.
 * @return mixed
 */
function with_facts( $facts ) {
	if ( ! is_array( $facts ) ) {
		return $facts;
	}
	$fields = array();
	foreach ( facts() as $key => $fact ) {
		$fields[ $key ] = array(
			'label' => $fact[0],
			'value' => $fact[1],
		);
	}
	$facts['tillbridge'] = array(
		'label'  => __( 'Tillbridge', 'tillbridge' ),
		'fields' => $fields,
	);
	return $facts;
}

/**
 * Name and value of each fact.
 *
 * @return array<string, array{string, string}>
 */
function facts(): array {
	$connection = Connection\connection();
	$state      = Delivery_State\state();
	$backlog    = Outbox\backlog();
	$trouble    = $state['trouble'];
	return array(
		'version'   => array( __( 'Version', 'tillbridge' ), VERSION ),
		'connected' => array( __( 'Connected', 'tillbridge' ), null === $connection ? __( 'No', 'tillbridge' ) : Acts\moment( $connection['connected_at'] ) ),
		'store'     => array( __( 'Store', 'tillbridge' ), null === $connection ? '' : $connection['store_id'] ),
		'url'       => array( __( 'Address of Tillbridge', 'tillbridge' ), null === $connection ? '' : $connection['url'] ),
		'shop_url'  => array( __( 'Address of the shop when it was connected', 'tillbridge' ), null === $connection ? '' : $connection['shop_url'] ),
		'secret'    => array( __( 'Secret', 'tillbridge' ), '' !== Connection\constant_secret() ? __( 'In wp-config.php', 'tillbridge' ) : __( 'In the database', 'tillbridge' ) ),
		'contact'   => array( __( 'Last contact', 'tillbridge' ), null === $state['contacted_at'] ? __( 'Never', 'tillbridge' ) : Acts\moment( $state['contacted_at'] ) ),
		'clock'     => array( __( 'Clock ahead by seconds', 'tillbridge' ), null === $state['clock_seconds'] ? '' : (string) $state['clock_seconds'] ),
		'waiting'   => array( __( 'Records that wait', 'tillbridge' ), (string) $backlog['waiting'] ),
		'oldest'    => array( __( 'The oldest since', 'tillbridge' ), null === $backlog['oldest_marked_at'] ? '' : Acts\moment( $backlog['oldest_marked_at'] ) ),
		'refused'   => array( __( 'Records set aside', 'tillbridge' ), (string) $backlog['refused'] ),
		'trouble'   => array( __( 'What stands in the way', 'tillbridge' ), null === $trouble ? '' : $trouble['code'] . ': ' . $trouble['summary'] ),
		'failures'  => array( __( 'Failures in a row', 'tillbridge' ), (string) $state['failures'] ),
	);
}
