<?php
/**
 * Uninstalling in a test.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

use Tillbridge\Uninstall;

/**
 * As WordPress does it when the plugin is deleted, but that the tables stay.
 */
trait Uninstallation {

	/**
	 * Uninstalls; says which tables were dropped. They stay here: DROP TABLE ends the transaction that
	 * puts everything back.
	 *
	 * @return list<string>
	 */
	protected static function uninstall(): array {
		global $wpdb;
		$dropped = array();
		add_filter(
			'query',
			static function ( string $query ) use ( &$dropped, $wpdb ): string {
				if ( 1 !== preg_match( '/^DROP TABLE IF EXISTS `(\w+)`$/', $query, $match ) ) {
					return $query;
				}
				$dropped[] = substr( $match[1], strlen( $wpdb->prefix ) );
				return 'SELECT 1';
			}
		);
		if ( function_exists( 'Tillbridge\Uninstall\leave_nothing' ) ) {
			Uninstall\leave_nothing();
		} else {
			define( 'WP_UNINSTALL_PLUGIN', 'tillbridge/tillbridge.php' );
			require WP_PLUGIN_DIR . '/tillbridge/uninstall.php';
		}
		sort( $dropped );
		return $dropped;
	}
}
