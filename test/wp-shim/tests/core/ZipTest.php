<?php
/**
 * The zip.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Tests\PluginCase;
use function Tillbridge\Tests\setting;
use const Tillbridge\VERSION;

/**
 * What `bun run build:plugin` makes, as WordPress unpacks and looks at it.
 */
final class ZipTest extends PluginCase {

	/**
	 * Where it is unpacked, and gone afterwards.
	 *
	 * @var string
	 */
	private $folder = '';

	protected function tearDown(): void {
		global $wp_filesystem;
		if ( '' !== $this->folder ) {
			$wp_filesystem->delete( $this->folder, true );
		}
		parent::tearDown();
	}

	public function test_wordpress_unpacks_it_and_takes_it_for_the_plugin(): void {
		if ( '' === setting( 'TILLBRIDGE_ZIP' ) ) {
			self::markTestSkipped( 'Needs the zip: say where it is in TILLBRIDGE_ZIP.' );
		}
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
		add_filter( 'filesystem_method', static fn (): string => 'direct' );
		self::assertTrue( WP_Filesystem() );
		$this->folder = get_temp_dir() . 'tillbridge-' . wp_generate_password( 12, false );
		self::assertTrue( unzip_file( setting( 'TILLBRIDGE_ZIP' ), $this->folder ) );
		self::assertSame( array( '.', '..', 'tillbridge' ), scandir( $this->folder ) );

		$upgrader = new \Plugin_Upgrader( new \Automatic_Upgrader_Skin() );
		$upgrader->init();
		self::assertSame( "$this->folder/tillbridge/", $upgrader->check_package( "$this->folder/tillbridge/" ) );
		self::assertSame( VERSION, $upgrader->new_plugin_data['Version'] );
	}
}
