<?php
/**
 * Installs WooCommerce into a site that has its folder. The process that installs cannot use it.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

use Automattic\WooCommerce\Internal\DataStores\Orders\DataSynchronizer;

require __DIR__ . '/boot.php';

boot();
\WC_Install::install();
\WC_Install::create_pages();
// Only made where the storage is the site's own choice; the runs choose for themselves.
wc_get_container()->get( DataSynchronizer::class )->create_database_tables();
echo 'WooCommerce ', WC()->version, " is installed.\n";
