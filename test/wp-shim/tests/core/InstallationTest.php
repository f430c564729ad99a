<?php
/**
 * What the plugin brings along.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Connection;
use Tillbridge\Installation;
use Tillbridge\Schedule;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\PluginCase;
use const Tillbridge\PLUGIN_FILE;
use const Tillbridge\VERSION;

/**
 * Tables, a version, and nothing in the queue.
 */
final class InstallationTest extends PluginCase {

	public function test_activation_queues_nothing_and_calls_nobody(): void {
		self::subscriber();
		do_action( 'activate_' . plugin_basename( PLUGIN_FILE ), false );
		self::assertSame( array(), self::outbox() );
		self::assertSame( array(), Network::$calls );
		self::assertNull( Connection\connection() );
	}

	public function test_the_plugin_is_where_wordpress_looks_for_it(): void {
		self::assertSame( 'tillbridge/tillbridge.php', plugin_basename( PLUGIN_FILE ) );
	}

	public function test_tables_that_are_as_they_should_be_are_not_touched(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		self::assertSame( array(), dbDelta( Installation\table_definitions(), false ) );
	}

	public function test_an_update_of_the_plugin_needs_no_activation(): void {
		delete_option( Installation\SCHEMA_OPTION );
		Installation\ensure();
		self::assertSame( Installation\SCHEMA_VERSION, get_option( Installation\SCHEMA_OPTION ) );
	}

	public function test_tables_that_a_backup_left_out_are_made_again(): void {
		global $wpdb;
		$made = array();
		// CREATE and DROP TABLE would end the transaction that puts everything back.
		add_filter(
			'query',
			static function ( string $query ) use ( &$made, $wpdb ): string {
				if ( 0 === strpos( $query, 'CREATE TABLE' ) ) {
					$made[] = explode( ' ', $query )[2];
					return 'SELECT 1';
				}
				$is_asked = 1 === preg_match( '/^(SHOW TABLES LIKE|DESCRIBE) .*ledger/', $query );
				return $is_asked && array() === $made ? "SELECT 1 FROM $wpdb->options WHERE 1 = 0" : $query;
			}
		);
		self::assertFalse( Installation\is_complete() );
		Schedule\check();
		self::assertSame( array( Installation\ledger_table() ), $made );
		self::assertSame( Installation\SCHEMA_VERSION, get_option( Installation\SCHEMA_OPTION ) );
		self::assertTrue( Installation\is_complete() );
	}

	public function test_header_constant_and_readme_agree_on_the_version(): void {
		$header = get_file_data(
			PLUGIN_FILE,
			array(
				'version' => 'Version',
				'php'     => 'Requires PHP',
				'core'    => 'Requires at least',
			)
		);
		self::assertSame( VERSION, $header['version'] );
		$readme = (string) file_get_contents( dirname( PLUGIN_FILE ) . '/readme.txt' );
		foreach ( array( 'Stable tag' => VERSION, 'Requires PHP' => $header['php'], 'Requires at least' => $header['core'] ) as $name => $value ) {
			self::assertMatchesRegularExpression( '/^' . $name . ': ' . preg_quote( $value, '/' ) . '\s*$/m', $readme );
		}
	}
}
